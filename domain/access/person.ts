/** Person authenticated by the access proxy in front of the hub. */
export interface Person {
  /** Mail address by which the access proxy names the person. */
  readonly email: string
  /** Time of the sign-in, whole seconds since the epoch; 0 when the proxy does not report it. */
  readonly issuedAtSeconds: number
}
