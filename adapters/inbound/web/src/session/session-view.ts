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
  return isSame(before, name, id) ? { name, id: id ?? before.id, key: before.key } : { name, id, key: before.key + 1 }
}

/** The same for several sessions on one page, whose order may change. */
export function nextViews(
  before: ReadonlyArray<SessionView>,
  names: ReadonlyArray<string>,
  idOf: (name: string) => string | null,
): ReadonlyArray<SessionView> {
  let free = Math.max(-1, ...before.map(({ key }) => key))
  return names.map((name) => {
    const id = idOf(name)
    const same = before.find((view) => isSame(view, name, id))
    return same ? { name, id: id ?? same.id, key: same.key } : { name, id, key: (free += 1) }
  })
}

const isSame = (view: SessionView, name: string, id: string | null): boolean =>
  id === null || view.id === null ? view.name === name : view.id === id
