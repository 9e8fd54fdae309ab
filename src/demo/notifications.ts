import type { Clock } from '../core/clock.ts';
import { freshHexId } from './ids.ts';
import { isoTime } from './wire.ts';

interface Notification {
  readonly notification_id: string;
  readonly title: string | null;
  readonly message: string;
  readonly created_at: string;
}

/** The notifications on everybody's screen. */
export class Notifications {
  readonly #notifications = new Map<string, Notification>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  all(): readonly Notification[] {
    return [...this.#notifications.values()];
  }

  create(notification: { id?: string; title?: string; message: string }): void {
    const id = notification.id ?? freshHexId();
    this.#notifications.set(id, {
      notification_id: id,
      title: notification.title ?? null,
      message: notification.message,
      created_at: isoTime(this.#clock()),
    });
  }

  dismiss(id: string): void {
    this.#notifications.delete(id);
  }
}
