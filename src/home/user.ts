/** Who Home Assistant says a credential belongs to (websocket `auth/current_user`). */
export interface HomeUser {
  readonly id: string;
  readonly name: string;
  readonly administrator: boolean;
}
