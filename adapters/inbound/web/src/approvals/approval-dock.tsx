import { Check, PanelRightOpen } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { risksOf } from '../../../../../domain/approvals/risk.js'
import type { HubApproval } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { chord } from '../app/platform/keys.js'
import { isTouch } from '../app/appearance.js'
import { approvalsOf, decide, deciding } from '../app/approvals.js'
import { drafts } from '../app/drafts.js'
import { go, route } from '../app/router.js'
import { home, shown } from '../app/sessions.js'
import { focusTerminal } from '../app/terminal-keys.js'
import { VisibleText } from '../ui/visible-text.js'
import { Denial } from './denial.js'
import { KeyButton } from './key-button.js'
import { glanceOf } from './approval-input.js'
import { callTexts, DenyButton, subagentBefore } from './call-parts.js'
import { followApprovalKeys } from './approval-keys.js'
import { RiskList } from './risk-list.js'
import { TimeLeft } from './time-left.js'
import { toolUse } from './tool-use.js'
import { callLine } from './call-line.js'

/** Key that moves the focus from the terminal to the pending call and back. */
export const APPROVAL_KEY = 'Mod+Shift+a'

const focusedCard = (): Element | null => document.activeElement?.closest('[data-approval]') ?? null

interface Props {
  /** Session of the active terminal, whose calls come first. */
  readonly session: string
  /** Sessions of all terminals on the page. */
  readonly shown: ReadonlyArray<string>
}

/** First pending call of the shown sessions in one line below their terminals, which get smaller by it. */
export function ApprovalDock({ session: active, shown: visible }: Props): VNode {
  const order = [active, ...visible.filter((name) => name !== active)]
  const waiting = order.flatMap((name) => approvalsOf.value.get(name) ?? [])
  const [first, ...others] = waiting
  const here = route.value
  const isOpen = here.page === 'terminal' && here.beside?.view === 'approvals'
  const keys = useRef<ReturnType<typeof followApprovalKeys>>()
  const hadFocus = useRef(false)
  const session = first?.session ?? active
  const openDetails = (): void => go({ page: 'terminal', session, beside: { view: 'approvals' } })

  useEffect(() => {
    const follow = followApprovalKeys()
    keys.current = follow
    const onFocus = (): void => {
      hadFocus.current = focusedCard() !== null
    }
    document.addEventListener('focusin', onFocus)
    onFocus()
    return () => {
      document.removeEventListener('focusin', onFocus)
      follow.end()
    }
  }, [])

  useEffect(() => {
    if (!hadFocus.current || document.activeElement !== document.body) return
    if (first) keys.current?.keepFocus()
    else if (!isTouch.value) focusTerminal()
  }, [first])

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (chord(event) !== APPROVAL_KEY || !first) return
      event.preventDefault()
      event.stopPropagation()
      if (focusedCard() !== null) focusTerminal()
      else if (isOpen || glanceOf(first) !== null) document.querySelector<HTMLElement>('[data-approval]')?.focus()
      else openDetails()
    }
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [first, isOpen, session])

  return (
    <section class="approval-dock" aria-live="polite" aria-label={messages.value.approvals}>
      {first && (
        <Line
          key={first.id}
          approval={first}
          isActive={session === active}
          others={others.length}
          isOpen={isOpen}
          onDetails={() => {
            if (isOpen) go({ page: 'terminal', session })
            else openDetails()
          }}
        />
      )}
    </section>
  )
}

interface LineProps {
  readonly approval: HubApproval
  /** It belongs to the active terminal: the session's name is left out. */
  readonly isActive: boolean
  /** Number of calls that wait behind this one. */
  readonly others: number
  /** The details are shown, so the buttons there answer. */
  readonly isOpen: boolean
  readonly onDetails: () => void
}

/** A call is allowed here only when the line shows its complete input. */
function Line({ approval, isActive, others, isOpen, onDetails }: LineProps): VNode {
  const m = messages.value
  const { id, session, tool, input, cwd } = approval
  const [denying, setDenying] = useState(() => drafts.has(`approval-reason ${id}`))
  const glance = glanceOf(approval)
  const kinds = useMemo(() => {
    const { command, isOutside } = toolUse(tool, input, cwd)
    if (command === null) return isOutside ? (['outside'] as const) : []
    return [...new Set(risksOf(command, cwd).map(({ kind }) => kind))]
  }, [id])
  const isBusy = deciding.value.has(id)
  return (
    <article
      class="approval-line cluster wrap text-1"
      aria-label={m.approvalOf(tool, shown(session))}
      tabIndex={-1}
      data-approval={isOpen ? undefined : id}
      onKeyDown={({ key }) => {
        if (key === 'Escape') focusTerminal()
      }}
    >
      <span class={`approval-call spring anywhere ${glance === null ? 'is-cut' : ''}`}>
        {!isActive && `${shown(session)} `}
        {subagentBefore(approval)}
        <b>{callTexts(approval).name}</b>{' '}
        <span class="mono">
          <VisibleText text={callLine(approval, home.value, glance)} />
        </span>
        {others > 0 && <span class="approval-more"> +{others}</span>}
      </span>
      <RiskList kinds={kinds} hint={m.riskHint} />
      <TimeLeft approval={approval} />
      {denying && !isOpen ? (
        <Denial approval={approval} onBack={() => setDenying(false)} />
      ) : (
        <span class="approval-answers">
          {!isOpen && glance !== null && (
            <KeyButton
              shortcut="a"
              kind="primary"
              icon={Check}
              disabled={isBusy}
              onPress={() => void decide(approval, { decision: 'allow' })}
            >
              {m.allow}
            </KeyButton>
          )}
          {!isOpen && <DenyButton approval={approval} onPress={() => setDenying(true)} />}
          <KeyButton shortcut="i" icon={PanelRightOpen} isPressed={isOpen} onPress={onDetails}>
            {callTexts(approval).open}
          </KeyButton>
        </span>
      )}
    </article>
  )
}
