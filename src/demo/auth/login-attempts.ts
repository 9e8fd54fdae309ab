import type { Notifications } from '../notifications.ts';

/** Counts wrong logins by address and bans the address when there were too many. */
export class LoginAttempts {
  readonly #attempts = new Map<string, number>();
  readonly #banned = new Set<string>();
  readonly #threshold: number;
  readonly #notifications: Notifications;
  #total = 0;

  /** Below 1 nobody is ever banned. */
  constructor(threshold: number, notifications: Notifications) {
    this.#threshold = threshold;
    this.#notifications = notifications;
  }

  /** All wrong logins since the home started; a successful one does not take any back. */
  get total(): number {
    return this.#total;
  }

  banned(address: string): boolean {
    return this.#banned.has(address);
  }

  wrong(address: string): void {
    this.#total += 1;
    this.#notifications.create({
      id: 'http-login',
      title: 'Login attempt failed',
      message: `Login attempt or request with invalid authentication from localhost (${address}). See the log for details.`,
    });
    if (this.#threshold < 1) return;
    const attempts = (this.#attempts.get(address) ?? 0) + 1;
    this.#attempts.set(address, attempts);
    if (attempts < this.#threshold) return;
    this.#banned.add(address);
    this.#notifications.create({
      id: 'ip-ban',
      title: 'Banning IP address',
      message: `Too many login attempts from ${address}`,
    });
  }

  successful(address: string): void {
    this.#attempts.delete(address);
  }

  unban(address: string): void {
    this.#banned.delete(address);
    this.#attempts.delete(address);
  }
}
