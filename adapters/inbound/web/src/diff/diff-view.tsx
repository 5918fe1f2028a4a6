import '../app/syntax/code.css'
import './diff.css'
import { Fragment, type ComponentChildren, type VNode } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { diffFileList, diffLayout } from '../app/platform/preferences.js'
import { DiffBar } from './diff-bar.js'
import type { DiffFile, DiffSource } from './diff-file.js'
import { diffSteps, useDiffKeys } from './diff-keys.js'
import type { DiffState } from './diff-state.js'
import { FileList } from './file-list.js'
import { FileSection } from './file-section.js'

interface Props {
  readonly state: DiffState
  readonly source: DiffSource
  /** Number of files that were not sent. */
  readonly omitted: number
  /** Shown before the counts in the toolbar. */
  readonly lead?: ComponentChildren
  /** Display name of a group of files. */
  readonly groupName?: (group: string) => string
  /** Button for all files of a group. */
  readonly groupAction?: (group: string) => ComponentChildren
}

/** Minimum width for two columns of about 40 characters each. */
const SPLIT_FROM_PX = 640

/** Diff as a list of files and their lines. The caller owns the state. */
export function DiffView({ state, source, omitted, lead, groupName, groupAction }: Props): VNode {
  const m = messages.value
  const box = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const isWide = useIsWide(box)
  const steps = useMemo(() => diffSteps(state, () => scroller.current), [state])
  useDiffKeys(state, steps)

  const files = state.files.value
  const shown = files.slice(0, state.limit.value)
  const layout = isWide ? diffLayout.value : 'unified'
  return (
    <div ref={box} class="diff">
      <DiffBar state={state} steps={steps} isWide={isWide} lead={lead} />
      <div class="diff-columns shrink-y flex spring">
        {diffFileList.value && <FileList state={state} />}
        <div ref={scroller} class="diff-scroller canvas fill scroll" data-scroller tabIndex={-1}>
          {shown.map((file, index) => (
            <Fragment key={file.key}>
              {groupName && file.group !== null && startsGroup(shown, index) && (
                <div class="diff-group cluster between faint text-1 medium">
                  <h2>{groupName(file.group)}</h2>
                  {groupAction?.(file.group)}
                </div>
              )}
              <FileSection file={file} source={source} state={state} layout={layout} />
            </Fragment>
          ))}
          {files.length > shown.length && (
            <button type="button" class="button diff-more flex" onClick={state.showMore}>
              {m.showMoreFiles(files.length - shown.length)}
            </button>
          )}
          {omitted > 0 && <p class="diff-omitted align-centre faint">{m.moreFiles(omitted)}</p>}
        </div>
      </div>
    </div>
  )
}

const startsGroup = (files: ReadonlyArray<DiffFile>, index: number): boolean =>
  files[index]?.group !== files[index - 1]?.group

function useIsWide(box: { readonly current: HTMLElement | null }): boolean {
  const [isWide, setWide] = useState(false)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const look = (): void => setWide(element.clientWidth >= SPLIT_FROM_PX)
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return isWide
}
