/** The board and the card view beside it. */
export interface BoardRoute {
  readonly page: 'board'
  /** Id of the selected project; `''` for all. */
  readonly project: string
  readonly filter: string
  readonly card: string | null
  /** `archive`: cards that were finished long ago, without a card view. */
  readonly view: 'card' | 'review' | 'archive'
  /** The board is a tab of the page of its project. */
  readonly isInProject?: true
}

export const BOARD: BoardRoute = { page: 'board', project: '', filter: '', card: null, view: 'card' }

/**
 * `/board`, `/board/archive`, `/board/<card>`, `/board/<card>/review`, each with `?project=` and `?q=`, and the same below
 * `/p/<project>`; `null` for other addresses.
 */
export function parseBoard(path: string, query: URLSearchParams): BoardRoute | null {
  const [isBoard, inProject, encoded, part] = /^(?:\/p\/([^/]+))?\/board(?:\/([^/]+)(\/review)?)?$/.exec(path) ?? []
  if (isBoard === undefined) return null
  try {
    const board: BoardRoute = {
      ...BOARD,
      project: query.get('project') ?? '',
      filter: query.get('q') ?? '',
      ...(inProject === undefined ? {} : boardOf(decodeURIComponent(inProject))),
    }
    if (encoded === undefined) return board
    if (encoded === 'archive' && part === undefined) return { ...board, view: 'archive' }
    return { ...board, card: decodeURIComponent(encoded), view: part === undefined ? 'card' : 'review' }
  } catch {
    return null
  }
}

const boardOf = (project: string): Pick<BoardRoute, 'project' | 'isInProject'> => ({ project, isInProject: true })

/** Tab of a project's page with its cards. */
export const projectBoard = (project: string): BoardRoute => ({ ...BOARD, ...boardOf(project) })

export function boardPath({ project, filter, card, view, isInProject }: BoardRoute): string {
  const query = new URLSearchParams([
    ...(project === '' || isInProject ? [] : [['project', project]]),
    ...(filter === '' ? [] : [['q', filter]]),
  ]).toString()
  const path = (isInProject ? `/p/${encodeURIComponent(project)}` : '') + pathTo(card, view)
  return query === '' ? path : `${path}?${query}`
}

function pathTo(card: string | null, view: BoardRoute['view']): string {
  if (view === 'archive') return '/board/archive'
  if (card === null) return '/board'
  return `/board/${encodeURIComponent(card)}${view === 'review' ? '/review' : ''}`
}
