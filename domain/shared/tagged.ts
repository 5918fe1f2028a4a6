/** Case of a union, as an error or a result. Unions are told apart by the tag alone. */
export interface Tagged<Tag extends string> {
  /** Name of the case; of an error, also the `code` of the HTTP answer. */
  readonly _tag: Tag
}
