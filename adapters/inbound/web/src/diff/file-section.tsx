import { ChevronDown, ChevronRight, Eye, EyeOff, FileSymlink } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { IconButton } from '../ui/icon-button.js'
import { LazyBlock } from '../ui/lazy-block.js'
import { Counts } from './counts.js'
import type { DiffFile, DiffSource } from './diff-file.js'
import type { DiffState } from './diff-state.js'
import { FileName, StatusLetter } from './file-name.js'
import { isOnlySubmodule, Notes, notesOf } from './file-note.js'
import { HunksView } from './hunks-view.js'
import type { DiffLayout } from './rows.js'
import { isViewed } from './viewed.js'

interface Props {
  readonly file: DiffFile
  readonly source: DiffSource
  readonly state: DiffState
  readonly layout: DiffLayout
}

const ROW_PX = 20
/** Typical number of context lines per file, for the estimated height of a section that is not drawn yet. */
const LINES_AROUND = 12

/** One file with a sticky header and its changes. */
export function FileSection({ file, source, state, layout }: Props): VNode {
  const m = messages.value
  const { key, path, oldPath, status } = file
  const head = useRef<HTMLElement>(null)
  const isFolded = state.isFolded(key)
  const viewed = isViewed(file)
  const here = state.current.value?.key === key ? state.current.value : null

  useLayoutEffect(() => {
    if (here?.change === null) head.current?.parentElement?.scrollIntoView({ block: 'start' })
  }, [here?.visit])

  const lines = Math.min(file.additions + file.deletions, 5_000) + LINES_AROUND
  return (
    <section
      class={`diff-file canvas box ${here ? 'here' : ''} ${viewed ? 'viewed' : ''}`}
      data-key={key}
      aria-label={path}
    >
      <header ref={head} class="diff-file-head sticky cluster gap-8 shrink surface">
        <IconButton
          icon={isFolded ? ChevronRight : ChevronDown}
          label={isFolded ? m.unfoldFile(path) : m.foldFile(path)}
          expanded={!isFolded}
          onPress={() => state.fold(key, !isFolded)}
        />
        <StatusLetter status={status} />
        <h2>
          <FileName path={path} />
        </h2>
        {oldPath !== null && (
          <span class="old-path ellipsis shrink hint" data-tip={oldPath}>
            {m.renamedFrom(oldPath)}
          </span>
        )}
        <span class="spring" />
        <Counts additions={file.additions} deletions={file.deletions} />
        <span class="diff-file-actions flex rigid">
          {file.digest !== null && (
            <IconButton
              icon={viewed ? EyeOff : Eye}
              label={m.viewed}
              shortcut="V"
              pressed={viewed}
              onPress={() => state.view(file, !viewed)}
            />
          )}
          {source.open && status !== 'D' && (
            <IconButton icon={FileSymlink} label={m.openFile} onPress={() => source.open?.(file, null)} />
          )}
          {source.actions?.(file)}
        </span>
      </header>
      {!isFolded && (
        <LazyBlock class="diff-file-body" height={lines * ROW_PX} now={here !== null}>
          {() => <FileBody file={file} source={source} state={state} layout={layout} />}
        </LazyBlock>
      )}
    </section>
  )
}

function FileBody({ file, source, state, layout }: Props): VNode {
  const m = messages.value
  const [asked, setAsked] = useState<{ readonly of: DiffFile; readonly diff: string | null } | null>(null)
  const isAsked = asked?.of === file
  // The previous patch stays until the new one is loaded.
  const diff = file.diff ?? asked?.diff ?? null

  useEffect(() => {
    if (!file.deferred || isAsked) return
    let isOver = false
    void source.patch(file, 'usual').then((patch) => {
      if (!isOver) setAsked({ of: file, diff: patch })
    })
    return () => (isOver = true)
  }, [file, isAsked])

  if (file.deferred && diff === null) {
    if (!isAsked) return <Notes texts={[m.patchReading]} />
    return (
      <div class="diff-notes items-start grid gap-4 faint text-1">
        <p>{m.patchFailed}</p>
        <button type="button" class="button small" onClick={() => setAsked(null)}>
          {m.tryAgain}
        </button>
      </div>
    )
  }
  return (
    <>
      <Notes texts={notesOf(file, diff)} />
      {diff !== null && !isOnlySubmodule(diff) && (
        <HunksView file={file} diff={diff} source={source} state={state} layout={layout} />
      )}
    </>
  )
}
