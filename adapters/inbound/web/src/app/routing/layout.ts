/** Terminals side by side: columns of sessions, each from top to bottom. No session is in it twice. */
export type Layout = ReadonlyArray<ReadonlyArray<string>>

/** Part of a terminal in which another session is dropped. `center` replaces its session. */
export type Side = 'left' | 'right' | 'top' | 'bottom' | 'center'

export const MAX_TERMINALS = 9

/** Parses `column=a&below=b&column=c`; `null` for fewer than two sessions, too many, or one that is there twice. */
export function parseLayout(query: URLSearchParams): Layout | null {
  const columns: string[][] = []
  for (const [key, name] of query) {
    if (key === 'column') columns.push([name])
    else if (key === 'below') columns.at(-1)?.push(name)
  }
  const names = columns.flat()
  const isValid = names.length >= 2 && names.length <= MAX_TERMINALS && new Set(names).size === names.length
  return isValid && !names.includes('') ? columns : null
}

/** Query that `parseLayout` reads. */
export const layoutQuery = (layout: Layout): string =>
  layout
    .flatMap((column) => column.map((name, row) => `${row === 0 ? 'column' : 'below'}=${encodeURIComponent(name)}`))
    .join('&')

export const without = (layout: Layout, session: string): Layout =>
  layout.map((column) => column.filter((name) => name !== session)).filter((column) => column.length > 0)

/** The layout with a session at a side of another one. A session that is shown already moves there. */
export function placed(layout: Layout, session: string, side: Side, at: string): Layout {
  if (session === at) return layout
  const inColumn = { top: [session, at], bottom: [at, session], center: [session] }
  return without(layout, session).flatMap((column) => {
    if (!column.includes(at)) return [column]
    if (side === 'left') return [[session], column]
    if (side === 'right') return [column, [session]]
    return [column.flatMap((name) => (name === at ? inColumn[side] : [name]))]
  })
}

export const renamedIn = (layout: Layout, from: string, to: string): Layout =>
  layout.map((column) => column.map((name) => (name === from ? to : name)))

/** The first nine sessions in columns of about the same height. */
export function gridOf(sessions: ReadonlyArray<string>): Layout {
  const shown = sessions.slice(0, MAX_TERMINALS)
  const count = Math.ceil(Math.sqrt(shown.length))
  return Array.from({ length: count }, (_, column) => shown.filter((_name, at) => at % count === column))
}

/** Part of the page that a terminal takes, in percent. */
export interface Share {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
