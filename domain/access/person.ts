/** A person whom the access proxy before the hub has signed in. */
export interface Person {
  readonly email: string
  /** When the sign-in was certified, whole seconds since the epoch; 0 where that is not said. */
  readonly issuedAtSeconds: number
}
