import { Minus, Plus, SquareArrowOutUpRight, Undo2 } from 'lucide-preact'
import type { VNode } from 'preact'
import type { DiffFile } from '../diff/diff-file.js'
import { messages } from '../app/texts/messages.js'
import { editor, type EDITORS } from '../app/platform/preferences.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { discard, isDiscardable, moveHunk, stage, unstage } from './change-actions.js'
import type { OpenRepo } from './repo.js'

interface Props {
  readonly repo: OpenRepo
  readonly file: DiffFile
  /** Absolute root of the repository. */
  readonly root: string
}

/** Buttons of an uncommitted change. Only changes against the index have a group. */
export function ChangeButtons({ repo, file, root }: Props): VNode {
  const m = messages.value
  const { group, path, status } = file
  const link = status === 'D' ? null : editorLink(`${root}/${path}`)
  return (
    <>
      {link !== null && (
        <a class="icon-button" href={link} aria-label={m.openInEditor} data-tip={m.openInEditor}>
          <Icon of={SquareArrowOutUpRight} />
        </a>
      )}
      {isDiscardable(file) && (
        <IconButton icon={Undo2} label={m.discardChange} onPress={() => void discard(repo, file)} />
      )}
      {group === 'staged' && <IconButton icon={Minus} label={m.unstage} onPress={() => unstage(repo, [file])} />}
      {(group === 'unstaged' || group === 'untracked') && (
        <IconButton icon={Plus} label={m.stage} onPress={() => stage(repo, [file])} />
      )}
    </>
  )
}

interface HunkProps extends Omit<Props, 'root'> {
  readonly hunk: number
}

/** Buttons of one hunk of an uncommitted change. */
export function HunkButtons({ repo, file, hunk }: HunkProps): VNode {
  const m = messages.value
  const isStaged = file.group === 'staged'
  return (
    <>
      {!isStaged && (
        <IconButton icon={Undo2} label={m.discardHunk} shortcut="D" onPress={() => void discard(repo, file, hunk)} />
      )}
      <IconButton
        icon={isStaged ? Minus : Plus}
        label={isStaged ? m.unstageHunk : m.stageHunk}
        shortcut="A"
        onPress={() => moveHunk(repo, file, hunk)}
      />
    </>
  )
}

type Editor = Exclude<(typeof EDITORS)[number], 'none'>

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

const LOCAL: Readonly<Record<Editor, (path: string) => string>> = {
  vscode: (path) => `vscode://file${path}`,
  cursor: (path) => `cursor://file${path}`,
  zed: (path) => `zed://file${path}`,
  idea: (path) => `idea://open?file=${path}`,
}

/** Editors that open files of another machine over SSH. */
const REMOTE: Partial<typeof LOCAL> = {
  vscode: (path) => `vscode://vscode-remote/ssh-remote+${location.hostname}${path}`,
  cursor: (path) => `cursor://vscode-remote/ssh-remote+${location.hostname}${path}`,
}

/** Link that opens a file of the hub's machine in the chosen editor; `null` where the editor cannot. */
function editorLink(path: string): string | null {
  if (editor.value === 'none') return null
  const links = LOOPBACK.test(location.hostname) ? LOCAL : REMOTE
  return links[editor.value]?.(path.split('/').map(encodeURIComponent).join('/')) ?? null
}
