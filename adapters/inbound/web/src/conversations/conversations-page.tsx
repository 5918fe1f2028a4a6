import { conversationTexts } from '../app/texts/conversation-texts.js'
import './conversations.css'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { HubClient } from '../../../http/client/hub-client.js'
import { messages } from '../app/texts/messages.js'
import { CONVERSATIONS, type ConversationSearch } from '../app/routing/conversations-route.js'
import { homely } from '../app/folders.js'
import { agentName, recordedAgents } from '../app/clis.js'
import { replace, route } from '../app/router.js'
import { home } from '../app/sessions.js'
import { ask, client } from '../app/the-hub.js'
import { ago } from '../ui/ago.js'
import { Choice } from '../ui/choice.js'
import { FailureNote } from '../ui/failure-note.js'
import { FilterField } from '../ui/filter-field.js'
import { Header } from '../ui/header.js'
import { Link } from '../ui/link.js'
import { VisibleText } from '../ui/visible-text.js'
import { PastConversation } from './past-conversation.js'
import { plainSnippet } from './plain-snippet.js'
import { keyOf, useSearch, type Found, type FoundConversation } from './use-search.js'

/** Search over the conversations with all coding CLIs, and one of them to read. */
export function ConversationsPage(): VNode | null {
  const here = route.value
  if (here.page !== 'conversations') return null
  const { read, search } = here
  return read === null ? (
    <SearchPage search={search} />
  ) : (
    <PastConversation key={`${read.agent} ${read.id} ${String(read.row)}`} read={read} search={search} />
  )
}

function SearchPage({ search }: { readonly search: ConversationSearch }): VNode {
  const m = messages.value
  const { found, failure, again } = useSearch(search)
  const change = (changed: Partial<ConversationSearch>): void =>
    replace({ ...CONVERSATIONS, search: { ...search, ...changed } })
  return (
    <>
      <Header title={m.conversations} />
      <div class="scroller shrink-y spring scroll relative conversations">
        <Filters search={search} onChange={change} />
        {failure && <FailureNote failure={failure} onRetry={again} />}
        {found && <ProgressNote progress={found.progress} />}
        {found ? (
          <Results found={found} search={search} />
        ) : (
          !failure && <p class="panel-note align-centre grid gap-12 faint late">{m.reading}</p>
        )}
      </div>
    </>
  )
}

interface FiltersProps {
  readonly search: ConversationSearch
  readonly onChange: (changed: Partial<ConversationSearch>) => void
}

function Filters({ search, onChange }: FiltersProps): VNode {
  const m = messages.value
  const projects = useProjects()
  const text = (key: 'tool' | 'file' | 'from', label: string, type: 'text' | 'date'): VNode => (
    <label>
      {label}
      <input
        type={type}
        class="field"
        value={search[key]}
        spellcheck={false}
        autocomplete="off"
        onInput={({ currentTarget: { value } }) => onChange({ [key]: value })}
      />
    </label>
  )
  return (
    <div class="conversation-filters canvas sticky cluster wrap line-below">
      <FilterField
        label={conversationTexts.value.searchConversations}
        text={search.q}
        onText={(q) => onChange({ q })}
      />
      <Choice
        label={m.agent}
        all={conversationTexts.value.allAgents}
        options={recordedAgents.value}
        value={search.agent}
        onChoose={(agent) => onChange({ agent })}
      />
      <Choice
        label={m.project}
        all={conversationTexts.value.allFolders}
        options={projects}
        value={search.project}
        onChoose={(project) => onChange({ project })}
      />
      {text('from', conversationTexts.value.sinceDay, 'date')}
      {text('tool', conversationTexts.value.ofTool, 'text')}
      {text('file', conversationTexts.value.ofFile, 'text')}
    </div>
  )
}

type Listed = Extract<Awaited<ReturnType<ReturnType<HubClient['listProjects']>>>, { readonly _tag: 'Right' }>

/** Folders of the projects with their names. */
function useProjects(): ReadonlyArray<readonly [string, string]> {
  const [projects, setProjects] = useState<ReadonlyArray<readonly [string, string]>>([])
  useEffect(() => {
    const pairs = ({ body }: Listed['right']) =>
      body.projects.map(({ path, displayName }) => [path, displayName] as const)
    void ask(client.listProjects(), pairs).then((answer) => {
      if (answer.ok) setProjects(answer.value)
    })
  }, [])
  return projects
}

function ProgressNote({ progress: { state, files, ofFiles } }: Pick<Found, 'progress'>): VNode | null {
  const m = conversationTexts.value
  if (state === 'ready') return null
  return (
    <p class="hint" role="status">
      {state === 'reading' ? m.readingConversations(files, ofFiles) : m.indexStopped}
    </p>
  )
}

function Results({ found, search }: { readonly found: Found; readonly search: ConversationSearch }): VNode {
  const m = messages.value
  const isEverything = Object.values(search).every((value) => value === '')
  if (found.conversations.length === 0 && found.next === null)
    return (
      <div class="empty grid gap-12 faint align-centre centre-items">
        <p>
          {isEverything && found.progress.state === 'ready'
            ? conversationTexts.value.noConversations
            : conversationTexts.value.noConversationFound}
        </p>
      </div>
    )
  return (
    <>
      <ul class="conversation-list" aria-label={m.conversations}>
        {found.conversations.map((conversation) => (
          <Conversation key={keyOf(conversation)} conversation={conversation} search={search} />
        ))}
      </ul>
      {found.next !== null && (
        <button type="button" class="button" onClick={found.more}>
          {conversationTexts.value.moreConversations}
        </button>
      )}
    </>
  )
}

interface ConversationProps {
  readonly conversation: FoundConversation
  readonly search: ConversationSearch
}

function Conversation({ conversation, search }: ConversationProps): VNode {
  const m = messages.value
  const { agent, id, title, folder, lastAt, found, hits } = conversation
  const to = (row: number | null) => ({ ...CONVERSATIONS, search, read: { agent, id, row } })
  const facts = [agentName(agent), folder !== null && homely(folder, home.value), ago(Date.parse(lastAt))]
  return (
    <li>
      <Link to={to(hits[0]?.row ?? null)} class="conversation-title touch-size bold anywhere">
        <VisibleText text={title ?? m.untitledConversation} />
      </Link>
      <p class="hint conversation-facts anywhere">
        <VisibleText
          text={[...facts, found > 0 && conversationTexts.value.entriesFound(found)].filter(Boolean).join(' · ')}
        />
      </p>
      {hits.map((hit) => (
        <Link
          key={`${String(hit.row)}.${String(hit.part)}`}
          to={to(hit.row)}
          class="conversation-hit as-block round faint anywhere"
        >
          {hit.tool !== null && <strong>{hit.tool} </strong>}
          <Marked {...plainSnippet(hit)} />
        </Link>
      ))}
    </li>
  )
}

/** Text in which what was found is marked. */
function Marked({ text, matches }: Pick<FoundConversation['hits'][number], 'text' | 'matches'>): VNode {
  const parts: (VNode | string)[] = []
  let from = 0
  for (const { start, end } of matches) {
    parts.push(text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>)
    from = end
  }
  return (
    <span>
      {parts}
      {text.slice(from)}
    </span>
  )
}
