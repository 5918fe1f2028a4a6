import {
  ChevronUp,
  CircleDollarSign,
  HardDrive,
  Keyboard,
  RefreshCw,
  TriangleAlert,
  WifiOff,
  X,
  type LucideIcon,
} from 'lucide-preact'
import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { pressingBudgets } from '../state/budgets.js'
import { notices, offerNotices, type Notice } from '../state/notices.js'
import { reach } from '../state/sessions.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { readChoices } from '../usage/budget-names.js'
import { hubNotices } from './hub-notices.js'

type Tone = 'fault' | 'wait' | 'news'

const LOOKS: Readonly<Record<Notice['kind'], readonly [LucideIcon, Tone]>> = {
  offline: [WifiOff, 'fault'],
  limited: [TriangleAlert, 'wait'],
  connection: [WifiOff, 'wait'],
  input: [Keyboard, 'wait'],
  'host-fault': [TriangleAlert, 'fault'],
  'budget-exceeded': [CircleDollarSign, 'fault'],
  'storage-full': [HardDrive, 'fault'],
  'damaged-state': [TriangleAlert, 'fault'],
  'new-version': [RefreshCw, 'news'],
  'budget-near': [CircleDollarSign, 'wait'],
}

const roleOf = (tone: Tone): 'alert' | 'status' => (tone === 'fault' ? 'alert' : 'status')

/** Line with the state of the connection and all notices, the most urgent first. On narrow screens a chip. */
export function StatusSlot({ chip }: { readonly chip: boolean }): VNode | null {
  useEffect(() => offerNotices(hubNotices), [])
  useBudgetNames()
  const isOpen = useSignal(false)
  const m = messages.value
  const shown = notices.value
  const [first] = shown
  if (first === undefined) return chip ? null : <Connection />
  const [, tone] = LOOKS[first.kind]
  return (
    <div class={`status-slot ${tone} ${chip ? 'chip-slot' : ''}`}>
      {isOpen.value ? (
        <ul
          class="status-list"
          aria-label={m.notices}
          onKeyDown={({ key }) => {
            if (key === 'Escape') isOpen.value = false
          }}
        >
          {shown.map((notice) => (
            <li key={notice.kind + notice.text} class={LOOKS[notice.kind][1]}>
              <Line notice={notice} />
              <Actions notice={notice} />
            </li>
          ))}
        </ul>
      ) : (
        <>
          <Line notice={first} />
          {!chip && <Actions notice={first} />}
          {shown.slice(1).map((notice) => (
            <Line key={notice.kind} notice={notice} />
          ))}
        </>
      )}
      <button
        type="button"
        class={`status-toggle ${isOpen.value ? 'open' : ''}`}
        aria-expanded={isOpen.value}
        aria-label={isOpen.value ? m.fewerNotices : m.allNotices(shown.length)}
        onClick={() => {
          isOpen.value = !isOpen.value
        }}
      >
        {isOpen.value ? <Icon of={X} /> : shown.length > 1 ? `+${String(shown.length - 1)}` : <Icon of={ChevronUp} />}
      </button>
    </div>
  )
}

function Connection(): VNode {
  return (
    <div class="status-slot">
      <span class={`reach ${reach.value}`} role="status">
        <span class="reach-dot" aria-hidden="true" />
        <span>{messages.value[reach.value]}</span>
      </span>
    </div>
  )
}

function Line({ notice: { kind, text } }: { readonly notice: Notice }): VNode {
  const [icon, tone] = LOOKS[kind]
  return (
    <span class={`status-text ${tone}`} role={roleOf(tone)}>
      <Icon of={icon} />
      <span>{text}</span>
    </span>
  )
}

function Actions({ notice: { action, dismiss } }: { readonly notice: Notice }): VNode {
  return (
    <>
      {action && (
        <button type="button" class="button quiet" onClick={action.run}>
          {action.label}
        </button>
      )}
      {dismiss && <IconButton icon={X} label={messages.value.dismiss} onPress={dismiss} />}
    </>
  )
}

/** Reads the names of projects and cards once a budget of one of them presses. */
function useBudgetNames(): void {
  const isNamed = pressingBudgets.value.some(({ scope: { kind } }) => kind === 'project' || kind === 'card')
  useEffect(() => {
    if (isNamed) void readChoices()
  }, [isNamed])
}
