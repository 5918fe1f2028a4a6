/** The board and the card view beside it. */
export interface BoardRoute {
  readonly page: 'board'
  /** Id of the selected project; `''` for all. */
  readonly project: string
  readonly filter: string
  readonly card: string | null
  /** `archive`: cards that were finished long ago, without a card view. */
  readonly view: 'card' | 'review' | 'archive'
}

export const BOARD: BoardRoute = { page: 'board', project: '', filter: '', card: null, view: 'card' }

/** `/board`, `/board/archive`, `/board/<card>`, `/board/<card>/review`, each with `?project=` and `?q=`; `null` for other addresses. */
export function parseBoard(path: string, query: URLSearchParams): BoardRoute | null {
  const [isBoard, encoded, part] = /^\/board(?:\/([^/]+)(\/review)?)?$/.exec(path) ?? []
  if (isBoard === undefined) return null
  const board = { ...BOARD, project: query.get('project') ?? '', filter: query.get('q') ?? '' }
  if (encoded === undefined) return board
  if (encoded === 'archive' && part === undefined) return { ...board, view: 'archive' }
  try {
    return { ...board, card: decodeURIComponent(encoded), view: part === undefined ? 'card' : 'review' }
  } catch {
    return null
  }
}

export function boardPath({ project, filter, card, view }: BoardRoute): string {
  const query = new URLSearchParams([
    ...(project === '' ? [] : [['project', project]]),
    ...(filter === '' ? [] : [['q', filter]]),
  ]).toString()
  const path = pathTo(card, view)
  return query === '' ? path : `${path}?${query}`
}

function pathTo(card: string | null, view: BoardRoute['view']): string {
  if (view === 'archive') return '/board/archive'
  if (card === null) return '/board'
  return `/board/${encodeURIComponent(card)}${view === 'review' ? '/review' : ''}`
}
