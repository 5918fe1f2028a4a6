import { conversationTexts } from '../app/texts/conversation-texts.js'
import { ChevronRight, Copy, TextQuote } from 'lucide-preact'
import { Fragment, type ComponentChildren, type VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import { visibleText } from '../../../../../domain/approvals/visible-text.js'
import { locale, messages } from '../app/texts/messages.js'
import { MarkdownPreview } from '../preview/markdown-preview.js'
import { quoteInReply } from '../reply/replies.js'
import { takesReply } from '../reply/reply-field.js'
import { copyText } from '../app/clipboard.js'
import { go } from '../app/router.js'
import { sessionByName } from '../app/sessions.js'
import { toast } from '../app/toasts.js'
import { pathsIn } from '../app/syntax/path-links.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { Link } from '../ui/link.js'
import { VisibleText } from '../ui/visible-text.js'
import { CallInput, lineOf } from './call-input.js'
import type { Entry, ShownEntry } from './conversation.js'
import { EntryText } from './entry-text.js'
import { TaskList } from './task-list.js'
import { currentTask, doneCount, tasksOf } from './tasks.js'

interface Props {
  /** `null` for a conversation without one: files cannot be opened. */
  readonly session: string | null
  /** True for the entry that a search has found. */
  readonly isMarked?: boolean
  /** View of the sub-agent that a call started; left out where it cannot be read. */
  readonly subagent?: ((callId: string) => VNode) | undefined
  readonly item: ShownEntry
  readonly isOpen: boolean
  readonly onToggle: () => void
}

/** Characters of an answer that would act on the text around them: escape sequences, and directions that reach beyond a word. */
const ACTIVE = /(?![\n\r\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu

/** An entry of a conversation. Thinking, calls and long notices are folded to one line. */
export function EntryView({ session, item, isMarked = false, subagent, isOpen, onToggle }: Props): VNode {
  const m = conversationTexts.value
  const { entry, result } = item
  const shape = `entry ${entry.kind} ${entry.isSubagent ? 'subagent' : ''} ${isMarked ? 'marked' : ''}`
  switch (entry.kind) {
    case 'prompt':
      return (
        <Said {...{ session, entry, shape }} who={entry.isSubagent ? m.task : m.you}>
          <EntryText entry={entry}>{plainText}</EntryText>
        </Said>
      )
    case 'answer':
      return (
        <Said {...{ session, entry, shape }} who={m.agentSays}>
          <EntryText entry={entry}>
            {(text) => (
              <MarkdownPreview
                path=""
                text={text.replaceAll(ACTIVE, visibleText)}
                linksPaths={session !== null}
                onFile={(path, line) => {
                  if (session === null) return
                  go({ page: 'terminal', session, beside: { view: 'file', path, line } })
                }}
              />
            )}
          </EntryText>
        </Said>
      )
    case 'thinking':
      return (
        <Folded entry={entry} shape={shape} label={m.thinking} isOpen={isOpen} onToggle={onToggle}>
          <EntryText entry={entry}>{plainText}</EntryText>
        </Folded>
      )
    case 'call': {
      const tasks = tasksOf(entry)
      return (
        <Folded
          {...{ entry, isOpen, onToggle }}
          shape={`${shape} ${result?.isError === true ? 'failed' : ''}`}
          label={tasks === null ? (entry.tool ?? '') : m.tasks(doneCount(tasks), tasks.length)}
          line={tasks === null ? lineOf(entry) : (currentTask(tasks)?.text ?? '')}
          note={result === null ? m.noResultYet : result.isError ? m.callFailed : null}
        >
          {tasks === null ? <CallInput session={session} entry={entry} /> : <TaskList tasks={tasks} />}
          {entry.startsSubagent && entry.callId !== null && subagent?.(entry.callId)}
          {result && (tasks === null || result.isError) && <Output session={session} entry={result} />}
        </Folded>
      )
    }
    case 'result':
      return (
        <Folded entry={entry} shape={shape} label={m.result} isOpen={isOpen} onToggle={onToggle}>
          <Output session={session} entry={entry} />
        </Folded>
      )
    case 'notice':
      return (
        <Folded
          {...{ entry, isOpen, onToggle }}
          shape={`${shape} ${entry.isError ? 'failed' : ''}`}
          label={entry.isError ? m.serviceError : m.notice}
        >
          <Output session={session} entry={entry} />
        </Folded>
      )
  }
}

interface SaidProps {
  readonly session: string | null
  readonly entry: Entry
  readonly shape: string
  readonly who: string
  readonly children: ComponentChildren
}

function Said({ session, entry, shape, who, children }: SaidProps): VNode {
  const m = messages.value
  const asked = session === null ? undefined : sessionByName.value.get(session)
  return (
    <article class={shape}>
      <header class="cluster gap-8">
        <strong>{who}</strong>
        <Time entry={entry} session={session} />
        <span class="spring" />
        {asked && takesReply(asked) && (
          <IconButton
            icon={TextQuote}
            label={conversationTexts.value.quoteInReply}
            onPress={({ currentTarget }) => {
              quoteInReply(asked.id, entry.text)
              replyBeside(currentTarget)?.focus()
            }}
          />
        )}
        <IconButton icon={Copy} label={m.copy} onPress={() => void copy(entry.text)} />
      </header>
      {children}
    </article>
  )
}

/** Reply field of the panel that an element is in. */
const replyBeside = (element: EventTarget | null): HTMLTextAreaElement | null =>
  element instanceof Element ? (element.closest('.conversation-panel')?.querySelector('.reply textarea') ?? null) : null

async function copy(text: string): Promise<void> {
  if (await copyText(text)) toast({ text: messages.value.copied })
}

interface FoldedProps {
  readonly entry: Entry
  readonly shape: string
  readonly label: string
  /** Text whose first line is shown; that of the entry when left out. */
  readonly line?: string
  readonly note?: string | null
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly children: ComponentChildren
}

function Folded({
  entry,
  shape,
  label,
  line = entry.text,
  note = null,
  isOpen,
  onToggle,
  children,
}: FoldedProps): VNode {
  return (
    <article class={shape}>
      <button
        type="button"
        class="entry-fold full-width align-left cluster gap-8 bare round faint pressable"
        aria-expanded={isOpen}
        onClick={onToggle}
      >
        <Icon of={ChevronRight} size={14} />
        <strong>{label}</strong>
        <span class="ellipsis fill mono">
          <VisibleText text={(line.split('\n').find((row) => row.trim() !== '') ?? '').slice(0, LINE)} />
        </span>
        {note !== null && <span class="entry-note">{note}</span>}
        <Time entry={entry} />
      </button>
      {isOpen && <div class="entry-body">{children}</div>}
    </article>
  )
}

/** More than fits on one line of a wide panel. */
const LINE = 200

interface TimeProps {
  readonly entry: Entry
  /** Session whose time line the time leads to; left out for none. */
  readonly session?: string | null
}

function Time({ entry: { at }, session = null }: TimeProps): VNode | null {
  if (at === null) return null
  const time = new Date(at)
  const clock = time.toLocaleTimeString(locale.value, { hour: '2-digit', minute: '2-digit' })
  const shown = (
    <time class="hint" dateTime={at} data-tip={time.toLocaleString(locale.value)}>
      {clock}
    </time>
  )
  if (session === null) return shown
  return (
    <Link
      to={{ page: 'terminal', session, beside: { view: 'timeline', at: time.getTime() } }}
      class="entry-time"
      label={messages.value.toTimeline(clock)}
    >
      {shown}
    </Link>
  )
}

const plainText = (text: string): VNode => (
  <p class="entry-text">
    <VisibleText text={text} />
  </p>
)

/** Output of a tool; of one that failed its end first, where the error is. */
function Output({ session, entry }: { readonly session: string | null; readonly entry: Entry }): VNode {
  return (
    <EntryText entry={entry} isEndFirst={entry.isError}>
      {(text) => (
        <pre class={`mono entry-output round ${entry.isError ? 'failed' : ''}`} tabIndex={0}>
          {text === '' ? (
            conversationTexts.value.noOutput
          ) : session === null ? (
            <VisibleText text={text} />
          ) : (
            <LinkedText session={session} text={text} />
          )}
        </pre>
      )}
    </EntryText>
  )
}

/** Output in which paths of files lead to the file. */
function LinkedText({ session, text }: { readonly session: string; readonly text: string }): VNode {
  const lines = useMemo(() => text.split('\n').map((line) => ({ line, links: pathsIn(line) })), [text])
  return (
    <>
      {lines.map(({ line, links }, row) => (
        <Fragment key={row}>
          {row > 0 && '\n'}
          {links.map(({ from, to, path, line: at }, index) => (
            <Fragment key={from}>
              <VisibleText text={line.slice(links[index - 1]?.to ?? 0, from)} />
              <Link to={{ page: 'terminal', session, beside: { view: 'file', path, line: at } }}>
                <VisibleText text={line.slice(from, to)} />
              </Link>
            </Fragment>
          ))}
          <VisibleText text={line.slice(links.at(-1)?.to ?? 0)} />
        </Fragment>
      ))}
    </>
  )
}
