import type { VNode } from 'preact'
import { homely } from '../app/folders.js'
import { home } from '../app/sessions.js'
import { callLine } from '../approvals/call-line.js'
import { CallPicture, isPicture } from '../approvals/call-path.js'
import { fieldLabel, inputParts } from '../approvals/approval-input.js'
import { ChangeView } from '../approvals/change-view.js'
import { toolUse } from '../approvals/tool-use.js'
import { Link } from '../ui/link.js'
import { VisibleText } from '../ui/visible-text.js'
import type { Entry } from './conversation.js'
import { EntryText } from './entry-text.js'

/** Keys of an input that name a file of the project. */
const FILE_KEYS = new Set(['file_path', 'notebook_path'])

/** First line that a call reads of its file. */
const lineIn = (input: unknown): number | null => {
  const offset: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'offset') : null
  return typeof offset === 'number' && Number.isInteger(offset) && offset > 0 ? offset : null
}

/** One line for a call. */
export const lineOf = ({ tool, text }: Entry): string => callLine({ tool: tool ?? '', preview: text }, home.value)

/** Input of a tool call: its fields, and edits as a diff. */
export function CallInput({ session, entry }: { readonly session: string | null; readonly entry: Entry }): VNode {
  const { tool, input } = entry
  if (input === null)
    return (
      <EntryText entry={entry} kind="input">
        {(text) => (
          <pre class="mono entry-output round" tabIndex={0}>
            <VisibleText text={text} />
          </pre>
        )}
      </EntryText>
    )
  const { verb, path, changes, rest } = toolUse(tool ?? '', input, null)
  const parts = inputParts(input).filter(({ key }) => changes.length === 0 || FILE_KEYS.has(key) || key in rest)
  return (
    <div data-text={`${String(entry.row)}.${String(entry.part)}.input`} data-start={0}>
      <dl class="entry-input">
        {parts.map(({ key, text }) => (
          <div key={key}>
            {FILE_KEYS.has(key) ? null : <dt>{fieldLabel(key)}</dt>}
            <dd class="mono">
              {FILE_KEYS.has(key) && session !== null ? (
                <Link to={{ page: 'terminal', session, beside: { view: 'file', path: text, line: lineIn(input) } }}>
                  <VisibleText text={homely(text, home.value)} />
                </Link>
              ) : (
                <pre>
                  <VisibleText text={text} />
                </pre>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {session !== null && path !== null && verb === 'read' && isPicture(path) && (
        <CallPicture session={session} path={path} />
      )}
      {changes.map((change, index) => (
        <ChangeView key={index} {...change} />
      ))}
    </div>
  )
}
