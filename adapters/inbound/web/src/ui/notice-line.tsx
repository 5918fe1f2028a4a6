import {
  CircleDollarSign,
  HardDrive,
  Keyboard,
  Moon,
  RefreshCw,
  TriangleAlert,
  WifiOff,
  X,
  type LucideIcon,
} from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import type { Notice } from '../app/notices.js'
import { Icon } from './icon.js'
import { IconButton } from './icon-button.js'

type Tone = 'fault' | 'wait' | 'news'

const LOOKS: Readonly<Record<Notice['kind'], readonly [LucideIcon, Tone]>> = {
  offline: [WifiOff, 'fault'],
  limited: [TriangleAlert, 'wait'],
  connection: [WifiOff, 'wait'],
  input: [Keyboard, 'wait'],
  'host-fault': [TriangleAlert, 'fault'],
  'missing-parts': [TriangleAlert, 'wait'],
  'budget-exceeded': [CircleDollarSign, 'fault'],
  'storage-full': [HardDrive, 'fault'],
  'damaged-state': [TriangleAlert, 'fault'],
  'new-version': [RefreshCw, 'news'],
  'budget-near': [CircleDollarSign, 'wait'],
  'faded-sessions': [Moon, 'news'],
}

export const iconOf = ({ kind }: Notice): LucideIcon => LOOKS[kind][0]
export const toneOf = ({ kind }: Notice): Tone => LOOKS[kind][1]
export const roleOf = (notice: Notice): 'alert' | 'status' => (toneOf(notice) === 'fault' ? 'alert' : 'status')

/** Icon and text of a notice. Screen readers announce it. */
export function NoticeLine({ notice }: { readonly notice: Notice }): VNode {
  return (
    <span class={`status-text cluster gap-8 clip ${toneOf(notice)}`} role={roleOf(notice)}>
      <Icon of={iconOf(notice)} />
      <span>{notice.text}</span>
    </span>
  )
}

export function NoticeActions({ notice: { action, dismiss } }: { readonly notice: Notice }): VNode {
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

interface ListProps {
  readonly notices: ReadonlyArray<Notice>
  readonly onClose: () => void
}

/** All notices with their actions. */
export function NoticeList({ notices, onClose }: ListProps): VNode {
  return (
    <ul
      class="status-list absolute grid gap-4 line-above surface"
      aria-label={messages.value.notices}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose()
      }}
    >
      {notices.map((notice) => (
        <li key={notice.kind + notice.text} class={`notice-item ${toneOf(notice)}`}>
          <NoticeLine notice={notice} />
          <NoticeActions notice={notice} />
        </li>
      ))}
    </ul>
  )
}
