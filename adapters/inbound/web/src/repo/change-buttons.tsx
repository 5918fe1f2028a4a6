import { Minus, Plus, SquareArrowOutUpRight, Undo2 } from 'lucide-preact'
import type { VNode } from 'preact'
import type { DiffFile } from '../diff/diff-file.js'
import { editorLink } from '../diff/editor-link.js'
import { messages } from '../app/texts/messages.js'
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
