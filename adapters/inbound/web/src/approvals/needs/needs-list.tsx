import './needs.css'
import { Check, Clock, EllipsisVertical, EyeOff } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { messages } from '../../app/texts/messages.js'
import { failureText } from '../../app/failure-text.js'
import { NEED_KINDS, type Need, type NeedKind } from './need-kinds.js'
import { needTexts } from './need-texts.js'
import { StopAnswers, stopHeadline } from './stop-answers.js'
import { followStops } from './stops.js'
import { budgetText } from '../../usage/budget-names.js'
import { ignoreKinds, markSeen, needRules, needs, readUpdates, snooze, snoozedNeeds } from './needs.js'
import { sessions, shown } from '../../app/sessions.js'
import { ReplyField } from '../../reply/reply-field.js'
import { ago } from '../../ui/ago.js'
import { IconButton } from '../../ui/icon-button.js'
import { Link } from '../../ui/link.js'
import { toggleMenu, type MenuItem } from '../../ui/menu.js'
import { stateWord } from '../../ui/session-states.js'
import { VisibleText } from '../../ui/visible-text.js'
import { hubNow } from '../../app/platform/hub-clock.js'
import { STATUS, USAGE, type Route } from '../../app/routing/route.js'

const MINUTE_MS = 60_000
const MORNING_HOUR = 8

/** Needs of the person beside approvals and alarms, grouped by kind; then what is snoozed and what never counts. */
export function NeedsList(): VNode {
  const m = needTexts.value
  const isCard = ({ kind }: Need): boolean => kind === 'alarm' || kind === 'approval'
  const all = needs.value.filter((need) => !isCard(need))
  useEffect(() => {
    void readUpdates()
    return followStops()
  }, [])
  return (
    <>
      {NEED_KINDS.map((kind) => (
        <Group key={kind} title={kindName(kind)} of={all.filter((need) => need.kind === kind)} />
      ))}
      <Group title={m.snoozed} of={snoozedNeeds.value.filter((need) => !isCard(need))} isSnoozed />
      <Rules />
    </>
  )
}

/** Shown while nothing needs the person. */
export function NothingNeeded(): VNode {
  const m = messages.value
  return (
    <div class="empty grid gap-12 faint align-centre centre-items all-done">
      <span class="all-done-mark grows" aria-hidden="true">
        <Check size={28} />
      </span>
      <h2>{m.nothingNeedsYou}</h2>
      <p>{m.nothingToApprove}</p>
      <Link to={{ page: 'settings' }} class="button">
        {m.whenToAsk}
      </Link>
    </div>
  )
}

interface GroupProps {
  readonly title: string
  readonly of: ReadonlyArray<Need>
  readonly isSnoozed?: boolean
}

function Group({ title, of, isSnoozed = false }: GroupProps): VNode | null {
  if (of.length === 0) return null
  return (
    <section>
      <h2>
        {title} <span class="need-count">{of.length}</span>
      </h2>
      <ul>
        {of.map((need) => (
          <Row key={need.id} need={need} isSnoozed={isSnoozed} />
        ))}
      </ul>
    </section>
  )
}

function Row({ need, isSnoozed }: { readonly need: Need; readonly isSnoozed: boolean }): VNode {
  const { kind, session, at, stop } = need
  const isEndOfTurn = kind === 'finished' || kind === 'failed'
  const replyTo = isEndOfTurn && sessions.value?.find(({ id }) => id === session?.id)
  return (
    <li class={`need cluster wrap gap-8 line-below of-${kind} ${need.budget?.level ?? ''}`}>
      <Link to={needTarget(need)}>
        {stop === undefined && session !== null && <b>{shown(session.name)}</b>}
        {stop !== undefined && <b>{stopHeadline(stop)}</b>}
        <span class="need-detail fill clip nowrap">
          {isSnoozed && `${kindName(kind)} `}
          {need.budget
            ? budgetText(need.budget)
            : (stop === undefined || kind === 'failed') && <VisibleText text={needText(need)} />}
        </span>
        {at !== null && <time dateTime={new Date(at).toISOString()}>{ago(at)}</time>}
      </Link>
      <NeedMenu need={need} isSnoozed={isSnoozed} />
      {stop !== undefined && !isSnoozed && <StopAnswers stop={stop} />}
      {replyTo && <ReplyField session={replyTo} />}
    </li>
  )
}

/** Menu with the times to snooze a need until, and its rules. */
export function NeedMenu({ need, isSnoozed }: { readonly need: Need; readonly isSnoozed: boolean }): VNode {
  return (
    <IconButton
      icon={EllipsisVertical}
      label={needTexts.value.actionsOnNeed}
      menu
      onPress={(event) => {
        if (!(event.currentTarget instanceof HTMLElement)) return
        toggleMenu(event.currentTarget, isSnoozed ? [endOfSnooze(need)] : actionsOn(need))
      }}
    />
  )
}

/** Name of a kind. Retries are a state of sessions too. */
const kindName = (kind: NeedKind): string => (kind === 'retrying' ? stateWord(kind) : needTexts.value.needKinds[kind])

function needText({ kind, detail, failure }: Need): string {
  const m = needTexts.value
  if (failure !== undefined) return failureText(failure)
  return detail === '' ? m.needTexts[kind] : detail
}

const endOfSnooze = (need: Need): MenuItem => ({
  label: needTexts.value.endSnooze,
  icon: Clock,
  run: () => snooze(need, 0),
})

function actionsOn(need: Need): ReadonlyArray<MenuItem> {
  const m = needTexts.value
  const { kind, session, at } = need
  const until = (label: string, time: () => number): MenuItem => ({
    ...{ label, icon: Clock },
    run: () => snooze(need, time()),
  })
  const read: MenuItem = {
    ...{ label: m.markRead, icon: Check },
    run: () => {
      if (session) markSeen({ id: session.id, at })
    },
  }
  const ignore: MenuItem = {
    ...{ label: m.neverCount(kindName(kind), shown(session?.name ?? '')), icon: EyeOff },
    run: () => {
      if (session) ignoreKinds(session.id, [...(needRules.value.ignored[session.id] ?? []), kind])
    },
  }
  return [
    ...(kind === 'finished' ? [read] : []),
    until(m.snoozeMinutes(15), () => hubNow() + 15 * MINUTE_MS),
    until(m.snoozeHour, () => hubNow() + 60 * MINUTE_MS),
    until(m.snoozeUntilTomorrow, tomorrow),
    ...(session === null ? [] : [ignore]),
  ]
}

function tomorrow(): number {
  const time = new Date(hubNow())
  time.setDate(time.getDate() + 1)
  return time.setHours(MORNING_HOUR, 0, 0, 0)
}

/** Kinds that never count for a session, each with a button that ends the rule. */
function Rules(): VNode | null {
  const m = needTexts.value
  const rules = Object.entries(needRules.value.ignored).filter(([, kinds]) => kinds.length > 0)
  if (rules.length === 0) return null
  const nameOf = (id: string): string => shown((sessions.value ?? []).find((one) => one.id === id)?.name ?? id)
  return (
    <section>
      <h2>{m.needRules}</h2>
      <ul>
        {rules.flatMap(([id, kinds]) =>
          kinds.map((kind) => (
            <li key={`${id} ${kind}`} class="need cluster wrap gap-8 line-below">
              <span class="need-rule fill clip nowrap">{m.neverCount(kindName(kind), nameOf(id))}</span>
              <button
                type="button"
                class="button"
                onClick={() =>
                  ignoreKinds(
                    id,
                    kinds.filter((one) => one !== kind),
                  )
                }
              >
                {m.endRule}
              </button>
            </li>
          )),
        )}
      </ul>
    </section>
  )
}

/** Page on which a need is met. */
function needTarget({ kind, session }: Need): Route {
  switch (kind) {
    case 'alarm':
    case 'approval':
      return { page: 'approvals' }
    case 'question':
    case 'failed':
    case 'finished':
    case 'prompt':
    case 'schedule':
    case 'recording':
    case 'retrying':
      return { page: 'terminal', session: session?.name ?? '' }
    case 'limit':
    case 'budget':
      return USAGE
    case 'update':
      return STATUS
  }
}
