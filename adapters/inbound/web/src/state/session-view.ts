/** View of a session; `id` is `null` until the list is loaded. */
export interface SessionView {
  readonly name: string
  readonly id: string | null
  /** Another one for another session. */
  readonly key: number
}

/** View after the page shows another name or the list is another one. The key stays while both show one session. */
export function nextView(before: SessionView | null, name: string, id: string | null): SessionView {
  if (before === null) return { name, id, key: 0 }
  const isSame = id === null || before.id === null ? before.name === name : before.id === id
  return isSame ? { name, id: id ?? before.id, key: before.key } : { name, id, key: before.key + 1 }
}
