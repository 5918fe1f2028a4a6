/** Message to a thread that answers requests. */
export type ThreadRequest<Request> =
  { readonly _tag: 'request'; readonly id: number; readonly request: Request } | { readonly _tag: 'close' }

/** Message of such a thread. */
export type ThreadAnswer<Answer> =
  | { readonly _tag: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly _tag: 'failed'; readonly id: number; readonly detail: string }
