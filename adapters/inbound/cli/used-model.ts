/** A model that agents have used. */
export interface UsedModel {
  readonly model: string
  /** Of these no price is known. */
  readonly unpricedTokens: number
}
