import { BellOff, CircleDot, Eye, GitBranch, ListOrdered, Pin } from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { programOf } from '../app/cli-of-session.js'
import { homely, shortPath } from '../app/folders.js'
import { isSelected, toggleSelected } from './selection.js'
import { asOf, home, shown, stateSince } from '../app/sessions.js'
import { ago, clockOrDay } from '../ui/ago.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { ProgramMark } from '../ui/program-mark.js'
import { RenameField } from './rename-field.js'
import { renaming } from './session-actions.js'
import { costOf } from './session-figures.js'
import { usd } from '../usage/words.js'

interface Props {
  readonly session: HubSession
}

/** Session name as a link to its terminal, or the field that renames it. */
export function Name({ session: { id, name, status } }: Props): VNode {
  if (renaming.value === id) {
    return <RenameField id={id} name={name} onDone={() => (renaming.value = null)} />
  }
  // A dormant session has no terminal, but must be focusable for the keys.
  if (status === 'dormant') {
    return (
      <span class="session-name proportional ellipsis shrink bold" tabIndex={0} data-session={name}>
        {shown(name)}
      </span>
    )
  }
  return (
    <span class="session-name proportional ellipsis shrink bold" data-session={name}>
      <Link to={{ page: 'terminal', session: name }}>{shown(name)}</Link>
    </span>
  )
}

export function Pick({ session: { name } }: Props): VNode {
  return (
    <input
      type="checkbox"
      class="pick rigid"
      tabIndex={-1}
      checked={isSelected(name)}
      aria-label={messages.value.select(shown(name))}
      onChange={() => toggleSelected(name)}
    />
  )
}

export function Flags({ session: { pinned, muted, recorded, attached } }: Props): VNode {
  const m = messages.value
  return (
    <span class="flags flex gap-4 rigid faint">
      {pinned && <Flag icon={Pin} label={m.pinnedMark} />}
      {muted && <Flag icon={BellOff} label={m.mutedMark} />}
      {recorded && <Flag icon={CircleDot} label={m.recordedMark} />}
      {attached && <Flag icon={Eye} label={m.attached} />}
    </span>
  )
}

/** Number of queued prompts, which leads to them. */
export function QueueMark({ session: { name, prompts } }: Props): VNode | null {
  if (prompts === undefined) return null
  const m = messages.value
  const count = prompts.waiting + (prompts.held === null ? 0 : 1)
  const label = prompts.held === null ? m.queued(count) : m.promptsAreHeld
  return (
    <Link
      to={{ page: 'terminal', session: name, beside: { view: 'conversation' } }}
      class={`queue-mark cluster gap-2 rigid faint text-1 ${prompts.held === null ? '' : 'held'}`}
      label={label}
      tip={label}
    >
      <Icon of={ListOrdered} size={13} />
      {count}
    </Link>
  )
}

function Flag({ icon, label }: { readonly icon: typeof Pin; readonly label: string }): VNode {
  return (
    <span role="img" aria-label={label} data-tip={label}>
      <Icon of={icon} size={13} />
    </span>
  )
}

export function Program({ session }: Props): VNode {
  const { cli, label, variant, tier } = programOf(session, messages.value.plainShell)
  return (
    <span class="program cluster gap-6 rigid shrink text-1">
      <ProgramMark cli={cli} />
      <span class="program-label ellipsis">{label}</span>
      {variant && <span class={`variant ${tier ?? ''}`}>{variant}</span>}
      <OtherMode session={session} />
      <Denials session={session} />
      {session.gateMissing === true && (
        <span class="variant danger" data-tip={messages.value.gateMissingTip}>
          {messages.value.gateMissing}
        </span>
      )}
    </span>
  )
}

/** Permission mode of the agent when it differs from the one at the start. */
function OtherMode({ session: { permissionMode, promisedPermissionMode } }: Props): VNode | null {
  if (permissionMode === null || promisedPermissionMode === null) return null
  if (permissionMode === promisedPermissionMode) return null
  const { modeDiffers, permissionName } = messages.value
  const now = permissionName(permissionMode)
  return (
    <span class="variant auto" data-tip={modeDiffers(now, permissionName(promisedPermissionMode))}>
      {now}
    </span>
  )
}

/** Calls that the agent's own classifier denied. */
function Denials({ session: { classifierDenials } }: Props): VNode | null {
  if (classifierDenials === 0) return null
  return (
    <span class="variant auto" data-tip={messages.value.classifierDenialsTip(classifierDenials)}>
      {messages.value.classifierDenials(classifierDenials)}
    </span>
  )
}

export function Folder({ session: { path }, max }: Props & { readonly max: number }): VNode | null {
  if (path === null) return null
  const whole = homely(path, home.value)
  return (
    <span class="folder shrink clip faint nowrap text-0 to-end" data-tip={whole.length > max ? whole : undefined}>
      {shortPath(whole, max)}
    </span>
  )
}

export function Branch({ session: { git } }: Props): VNode | null {
  if (!git) return null
  const { branch, dirty, ahead, behind } = git
  return (
    <span
      class="branch cluster gap-4 clip faint nowrap proportional"
      data-tip={branch.length > 18 ? branch : undefined}
    >
      <Icon of={GitBranch} size={13} />
      <span class="branch-name text-0 clip">{branch}</span>
      {dirty && (
        <span class="dirty" role="img" aria-label={messages.value.unstaged}>
          ●
        </span>
      )}
      {ahead !== null && ahead > 0 && <span>+{ahead}</span>}
      {behind !== null && behind > 0 && <span>−{behind}</span>}
    </span>
  )
}

/**
 * Time since the session has its state. For a dormant session, time since it was last seen; for reports to a former run
 * of the hub, the time of these.
 */
export function Since({ session }: Props): VNode | null {
  const m = messages.value
  const recalled = asOf(session)
  if (recalled !== null) {
    return (
      <time class="since rigid faint nowrap recalled" dateTime={new Date(recalled).toISOString()} data-tip={m.asOfTip}>
        {m.asOf(clockOrDay(recalled))}
      </time>
    )
  }
  const since = stateSince(session)
  if (since === null) return null
  const { created, status } = session
  const tip =
    status === 'dormant' ? m.lastSeenAgo(ago(since)) : created === null ? undefined : m.startedAgo(ago(created))
  return (
    <time class="since rigid faint nowrap" dateTime={new Date(since).toISOString()} data-tip={tip}>
      {ago(since)}
    </time>
  )
}

export function Cost({ session }: Props): VNode | null {
  const cost = costOf(session)
  return cost === null ? null : <span>{usd(cost)}</span>
}

export function Changes({ session: { cost } }: Props): VNode {
  return (
    <>
      {typeof cost?.linesAdded === 'number' && <span class="added">+{cost.linesAdded}</span>}
      {typeof cost?.linesRemoved === 'number' && <span class="removed">−{cost.linesRemoved}</span>}
    </>
  )
}

/** Context usage from which on it is marked, in percent. */
export const CONTEXT_FULL_PCT = 85
