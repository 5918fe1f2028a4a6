/** Case of a union, as an error or a result, with its fields. Unions are told apart by the tag alone. */
export type Tagged<Tag extends string, Fields = unknown> = Fields & {
  /** Name of the case; of an error, also the `code` of the HTTP answer. */
  readonly _tag: Tag
}
