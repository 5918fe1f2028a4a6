import { ruleTexts } from './rule-texts.js'
import '../app/syntax/code.css'
import type { VNode } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { readQuestions } from '../../../../../domain/approvals/question.js'
import { visibleText } from '../../../../../domain/approvals/visible-text.js'
import { drafts } from '../app/drafts.js'
import type { HubApproval } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { fieldLabel, inputParts } from './approval-input.js'
import { homely } from '../app/folders.js'
import { home, shown } from '../app/sessions.js'
import { Link } from '../ui/link.js'
import { VisibleText } from '../ui/visible-text.js'
import { selectedApprovals, toggleApproval } from './approval-selection.js'
import { agentOf } from '../app/cli-of-session.js'
import { Answer } from './answer.js'
import { askingTexts } from './asking.js'
import { QuestionAnswer } from './question-answer.js'
import { ChangeView } from './change-view.js'
import { CallPath, CallPicture, isPicture } from './call-path.js'
import { CommandView } from './command-view.js'
import { SameCalls } from './same-calls.js'
import { RiskList } from './risk-list.js'
import { StopAsking } from './stop-asking.js'
import { TimeLeft } from './time-left.js'
import { lazyPage } from '../ui/lazy-page.js'
import { toolUse, type ToolUse } from './tool-use.js'

const AgentMemory = lazyPage(async () => (await import('./agent-memory.js')).AgentMemory)
const FormAnswer = lazyPage(async () => (await import('./form-answer.js')).FormAnswer)
const HandOver = lazyPage(async () => (await import('./hand-over.js')).HandOver)
const PlanView = lazyPage(async () => (await import('./plan-view.js')).PlanView)
const RuleDialog = lazyPage(async () => (await import('./rule-dialog.js')).RuleDialog)

interface Props {
  readonly approval: HubApproval
  /** Shown beside the session's own terminal: the session name is left out. */
  readonly inTerminal?: boolean
  /** Controls at the end of the headline. */
  readonly tools?: VNode
}

/** Number of digest characters that are shown, enough to distinguish two inputs. */
const DIGEST_LENGTH = 12

/** One tool call with its complete input and the answer buttons. */
export function ApprovalCard({ approval, inTerminal, tools }: Props): VNode {
  const m = messages.value
  const { id, session, tool, kind, input, cwd, digest, reason } = approval
  const questions = useMemo(() => (kind === 'question' ? readQuestions(input) : null), [id])
  const [editing, setEditing] = useState(() => drafts.has(`approval-input ${id}`))
  const [isRuling, setRuling] = useState(false)
  const [hasDetails, showDetails] = useState(false)
  const use = useMemo(() => toolUse(tool, input, cwd), [id])
  return (
    <article class="approval" aria-labelledby={`headline-${id}`} tabIndex={-1} data-approval={id}>
      <header>
        {!inTerminal && kind === 'permission' && (
          <label class="approval-select">
            <input
              type="checkbox"
              data-shortcut="x"
              aria-label={m.select(m.approvalOf(tool, shown(session)))}
              checked={selectedApprovals.value.some((one) => one.id === id)}
              onChange={() => toggleApproval(id)}
            />
          </label>
        )}
        {kind === 'form' ? (
          <FormHeadline id={`headline-${id}`} approval={approval} inTerminal={inTerminal} />
        ) : (
          <Headline id={`headline-${id}`} use={use} approval={approval} inTerminal={inTerminal} />
        )}
        <span class="cluster gap-4 rigid to-end">
          <TimeLeft approval={approval} />
          {tools}
        </span>
      </header>
      {reason !== null && (
        <p class="fault">
          <VisibleText text={reason} />
        </p>
      )}
      <RiskList kinds={use.isOutside ? ['outside'] : []} />
      {kind === 'plan' && !editing && <Plan id={id} text={input['plan']} />}
      {!editing && kind !== 'form' && <Input use={use} approval={approval} />}
      {!editing && approval.agentMemory.length > 0 && <AgentMemory approval={approval} />}
      {kind === 'form' ? (
        <FormAnswer approval={approval} />
      ) : questions !== null ? (
        <QuestionAnswer approval={approval} questions={questions} />
      ) : (
        <Answer approval={approval} editing={editing} onEdit={() => setEditing(!editing)} />
      )}
      {!editing && <SameCalls approval={approval} />}
      {!editing && <StopAsking approval={approval} />}
      <details class="approval-details faint text-1" onToggle={() => showDetails(true)}>
        <summary>{m.details}</summary>
        <dl>
          <dt>{m.tool}</dt>
          <dd>
            <VisibleText text={tool} />
          </dd>
          {cwd !== null && (
            <>
              <dt>{m.folder}</dt>
              <dd class="mono">
                <VisibleText text={cwd} />
              </dd>
            </>
          )}
          <dt>{m.digest}</dt>
          <dd class="mono" data-tip={m.digestHint}>
            {digest.slice(0, DIGEST_LENGTH)}
          </dd>
        </dl>
        {kind === 'permission' && (
          <button type="button" class="button" onClick={() => setRuling(true)}>
            {ruleTexts.value.makeRule}
          </button>
        )}
        {hasDetails && <HandOver id={id} />}
      </details>
      {isRuling && <RuleDialog approval={approval} onClose={() => setRuling(false)} />}
    </article>
  )
}

/** Plan as Markdown; newer agents keep it in a file and show it in their terminal only. */
function Plan({ id, text }: { readonly id: string; readonly text: unknown }): VNode {
  if (typeof text !== 'string') return <p class="hint">{messages.value.planInTerminal}</p>
  return <PlanView id={id} plan={text} />
}

interface HeadlineProps {
  readonly id: string
  readonly approval: HubApproval
  readonly inTerminal: boolean | undefined
}

/** Name of the asking session, or of its agent beside its own terminal, and of the sub-agent that asks. */
function who({ session, subagent }: HubApproval, inTerminal: boolean | undefined): string {
  const name = inTerminal === true ? agentOf(session) : shown(session)
  return subagent === null ? name : askingTexts.value.subagentOf(name, visibleText(subagent))
}

/** Text in which the name of the session leads to its terminal. */
function WithLink({ text, session }: { readonly text: string; readonly session: string }): VNode {
  const [before, ...after] = text.split(shown(session))
  if (after.length === 0) return <>{text}</>
  return (
    <>
      {before}
      <Link to={{ page: 'terminal', session }}>{shown(session)}</Link>
      {after.join(shown(session))}
    </>
  )
}

function FormHeadline({ id, approval, inTerminal }: HeadlineProps): VNode {
  const { session, input } = approval
  const server = input['server']
  return (
    <h2 id={id}>
      <WithLink text={messages.value.serverAsks(who(approval, inTerminal))} session={session} />
      <b class="mono">
        <VisibleText text={typeof server === 'string' ? server : ''} />
      </b>
    </h2>
  )
}

function Headline({ id, use, approval, inTerminal }: HeadlineProps & { readonly use: ToolUse }): VNode {
  const m = messages.value
  const [before, after] = m.wantsTo(who(approval, inTerminal), askingTexts.value.verb[use.verb])
  return (
    <h2 id={id}>
      <WithLink text={before} session={approval.session} />
      {use.object !== null && (
        <b class="mono">
          {' '}
          <VisibleText text={homely(use.object, home.value)} />
        </b>
      )}
      {after}
    </h2>
  )
}

/** The complete input: the part that matters as it is read best, every other field below. */
function Input({ use, approval }: { readonly use: ToolUse; readonly approval: HubApproval }): VNode {
  const { session, cwd } = approval
  const { verb, path, object, command } = use
  return (
    <>
      {path !== null && path !== object && <CallPath path={path} />}
      {path !== null && verb === 'read' && isPicture(path) && <CallPicture session={session} path={path} />}
      {command !== null && <CommandView command={command} cwd={cwd} />}
      {use.changes.map((change, index) => (
        <ChangeView key={index} {...change} />
      ))}
      <Fields fields={use.rest} />
    </>
  )
}

/** Fields one below the other; a short text stands beside its name. */
function Fields({ fields }: { readonly fields: ToolUse['rest'] }): VNode {
  return (
    <>
      {inputParts(fields).map(({ key, text }) => (
        <div key={key} class={`approval-part ${isShort(text) ? 'is-short' : ''}`}>
          <span class="faint text-1">
            <VisibleText text={fieldName(key)} />
          </span>
          <pre class="mono" tabIndex={0}>
            <VisibleText text={text} />
          </pre>
        </div>
      ))}
    </>
  )
}

const fieldName = (key: string): string => {
  const { fields } = askingTexts.value
  return Object.hasOwn(fields, key) ? fields[key as keyof typeof fields] : fieldLabel(key)
}

const SHORT_CHARACTERS = 80

const isShort = (text: string): boolean => text.length <= SHORT_CHARACTERS && !text.includes('\n')
