/** Search over conversations, as it stands in the address; empty for no filter. */
export interface ConversationSearch {
  readonly q: string
  readonly agent: string
  readonly project: string
  /** First day, as `2026-11-28`. */
  readonly from: string
  readonly tool: string
  readonly file: string
}

/** Conversation that is read; `row` is the byte of the entry that was found, `null` begins at the end. */
export interface ReadConversation {
  readonly agent: string
  readonly id: string
  readonly row: number | null
}

/** Page of all conversations. Beside `read` it keeps the search that led there. */
export interface ConversationsRoute {
  readonly page: 'conversations'
  readonly search: ConversationSearch
  readonly read: ReadConversation | null
}

const NO_SEARCH: ConversationSearch = { q: '', agent: '', project: '', from: '', tool: '', file: '' }
export const CONVERSATIONS: ConversationsRoute = { page: 'conversations', search: NO_SEARCH, read: null }

/** Parses `/conversations` and `/conversations/<agent>/<id>` with the search as their query. */
export function parseConversations(path: string, query: URLSearchParams): ConversationsRoute | null {
  const [whole, agent, id] = /^\/conversations(?:\/([\w-]+)\/([\w-]+))?$/.exec(path) ?? []
  if (whole === undefined) return null
  const of = (key: keyof ConversationSearch): string => query.get(key) ?? ''
  const search = {
    ...{ q: of('q'), agent: of('agent'), project: of('project') },
    ...{ from: of('from'), tool: of('tool'), file: of('file') },
  }
  const row = /^\d{1,15}$/.test(query.get('row') ?? '') ? Number(query.get('row')) : null
  return { page: 'conversations', search, read: agent !== undefined && id !== undefined ? { agent, id, row } : null }
}

export function conversationsPath({ search, read }: ConversationsRoute): string {
  const query = new URLSearchParams(Object.entries(search).filter(([, value]) => value !== ''))
  if (read !== null && read.row !== null) query.set('row', String(read.row))
  const path = read === null ? '/conversations' : `/conversations/${read.agent}/${read.id}`
  return query.size === 0 ? path : `${path}?${query.toString()}`
}
