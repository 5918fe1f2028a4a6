/** A model that agents have used. */
export interface UsedModel {
  readonly model: string
  /** Tokens without a known price. */
  readonly unpricedTokens: number
}
