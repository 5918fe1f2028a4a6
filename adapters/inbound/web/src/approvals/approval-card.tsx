import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { drafts } from '../state/drafts.js'
import type { HubApproval } from '../hub/hub.js'
import { messages } from '../i18n/messages.js'
import { inputParts } from './approval-input.js'
import { span } from '../i18n/relative-time.js'
import { now } from '../state/now.js'
import { shown } from '../state/sessions.js'
import { Link } from '../ui/link.js'
import { VisibleText } from '../ui/visible-text.js'
import { Answer } from './answer.js'

interface Props {
  readonly approval: HubApproval
  /** Shown beside the session's own terminal: the session name is left out. */
  readonly inTerminal?: boolean
}

/** Number of digest characters that are shown, enough to distinguish two inputs. */
const DIGEST_LENGTH = 12

/** One tool call with its complete input and the answer buttons. */
export function ApprovalCard({ approval, inTerminal }: Props): VNode {
  const m = messages.value
  const { session, tool, input, cwd, digest, expiresAt, mode, reason } = approval
  const [editing, setEditing] = useState(() => drafts.has(`approval-input ${approval.id}`))
  const leftMs = Math.max(Date.parse(expiresAt) - now.value, 0)
  return (
    <article class="approval" aria-label={m.approvalOf(tool, shown(session))}>
      <header>
        {!inTerminal && <Link to={{ page: 'terminal', session }}>{shown(session)}</Link>}
        <h2>{m.wantsToRun(tool)}</h2>
        <span class="approval-left" data-tip={mode === 'strict' ? m.thenDenied : m.thenAsked}>
          {m.timeLeft(span(leftMs))}
        </span>
      </header>
      {reason !== null && (
        <p class="fault">
          <VisibleText text={reason} />
        </p>
      )}
      {cwd !== null && (
        <p class="approval-cwd mono">
          <VisibleText text={cwd} />
        </p>
      )}
      {!editing &&
        inputParts(input).map(({ key, text }) => (
          <div key={key} class="approval-part">
            <span class="approval-key">
              <VisibleText text={key} />
            </span>
            <pre class="mono" tabIndex={0}>
              <VisibleText text={text} />
            </pre>
          </div>
        ))}
      <Answer
        approval={approval}
        editing={editing}
        onEdit={() => {
          setEditing(!editing)
        }}
      />
      <p class="approval-digest mono" data-tip={m.digestHint}>
        {digest.slice(0, DIGEST_LENGTH)}
      </p>
    </article>
  )
}
