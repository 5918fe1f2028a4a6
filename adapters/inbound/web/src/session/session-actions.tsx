import { signal } from '@preact/signals'
import {
  Bell,
  BellOff,
  Copy,
  FastForward,
  Ellipsis,
  Pencil,
  Pin,
  PinOff,
  Play,
  SquareTerminal,
  Trash2,
  Unplug,
  X,
} from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { resumes, setResume } from '../usage/budgets.js'
import { copyText } from '../app/clipboard.js'
import { go } from '../app/router.js'
import { adopt, forget, isRemembered, kill, restore, setMuted, setPinned } from './hub-actions.js'
import { isUsableName } from '../app/names.js'
import { IconButton } from '../ui/icon-button.js'
import { toggleMenu, type MenuItem } from '../ui/menu.js'
import { TwoStepButton } from '../ui/two-step-button.js'

/** Id of the session that is being renamed in place. */
export const renaming = signal<string | null>(null)

interface Props {
  readonly session: HubSession
}

/** Ids of the two-step confirmations. A key and a button share them. */
export const killId = (name: string): string => `kill ${name}`
export const forgetId = (name: string): string => `forget ${name}`

/** Actions of a session: the frequent ones as buttons, all others in a menu. */
export function SessionActions({ session }: Props): VNode {
  const { name, status } = session
  const m = messages.value
  return (
    <span class="actions cluster gap-2 rigid to-end">
      {status === 'dormant' && (
        <button type="button" class="button small" onClick={() => void restore(name)}>
          {m.restore}
        </button>
      )}
      {status === 'foreign' && (
        <button
          type="button"
          class="button small"
          onClick={() => {
            if (isUsableName(name)) void adopt(name)
            else renameInPlace(session)
          }}
        >
          {isUsableName(name) ? m.adopt : m.adoptAs}
        </button>
      )}
      <span class="quiet-actions">
        {status === 'dormant' ? (
          <TwoStepButton
            compact
            id={forgetId(name)}
            icon={X}
            label={m.forget}
            question={m.reallyForget}
            onConfirm={() => void forget(name)}
          />
        ) : (
          <TwoStepButton
            compact
            id={killId(name)}
            icon={Trash2}
            label={m.kill}
            question={m.reallyKill}
            onConfirm={() => void kill([session])}
          />
        )}
      </span>
      <IconButton
        menu
        icon={Ellipsis}
        label={m.more}
        onPress={({ currentTarget }) => {
          if (currentTarget instanceof HTMLElement) toggleMenu(currentTarget, menuFor(session))
        }}
      />
    </span>
  )
}

const renameInPlace = ({ id }: HubSession): void => {
  renaming.value = id
}

/** Menu with all actions of a session. */
export function menuFor(session: HubSession, onRename = renameInPlace): ReadonlyArray<MenuItem> {
  const { name, status, pinned, muted } = session
  const m = messages.value
  const items: MenuItem[] = []
  if (status === 'dormant') items.push({ label: m.restore, icon: Play, run: () => void restore(name) })
  else {
    items.push({
      label: m.open,
      icon: SquareTerminal,
      shortcut: 'Enter',
      run: () => go({ page: 'terminal', session: name }),
    })
  }
  const isUsable = isUsableName(name)
  if (status === 'foreign' && isUsable) items.push({ label: m.adopt, icon: Unplug, run: () => void adopt(name) })
  items.push({
    label: isUsable ? m.rename : m.adoptAs,
    icon: isUsable ? Pencil : Unplug,
    shortcut: 'R',
    run: () => onRename(session),
  })
  if (isRemembered(session)) {
    items.push(
      {
        label: pinned ? m.unpin : m.pin,
        icon: pinned ? PinOff : Pin,
        shortcut: 'P',
        run: () => void setPinned(session, !pinned),
      },
      {
        label: muted ? m.unmute : m.mute,
        icon: muted ? Bell : BellOff,
        shortcut: 'M',
        run: () => void setMuted(session, !muted),
      },
    )
  }
  if (status !== 'dormant') {
    const resumed = resumes.value.has(name)
    items.push({
      label: resumed ? m.resumeOff : m.resumeOn,
      icon: FastForward,
      run: () => void setResume(name, !resumed),
    })
    items.push({
      label: m.askingOf,
      icon: Bell,
      run: () => void import('../approvals/asking-dialog.js').then(({ openAsking }) => openAsking(name)),
    })
  }
  items.push({ label: m.copyName, icon: Copy, run: () => void copyText(name) })
  items.push(
    status === 'dormant'
      ? { label: m.forget, icon: X, question: m.reallyForget, run: () => void forget(name) }
      : { label: m.kill, icon: Trash2, question: m.reallyKill, run: () => void kill([session]) },
  )
  return items
}
