import './files.css'
import { ChevronLeft, Eye, EyeOff, FilePlus, FolderPlus, Upload } from 'lucide-preact'
import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { FilePreview } from '../preview/file-preview.js'
import { isNarrow } from '../app/appearance.js'
import { armed } from '../app/armed.js'
import { partlyWatched } from './file-events.js'
import { hiddenFilesShown } from '../app/platform/preferences.js'
import { chooseFiles } from '../transfer/choose-files.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { FileTree } from './file-tree.js'
import { fileMenu } from './file-menu.js'
import { openFileTree, type FileTreeState } from './file-tree-state.js'
import { TRASH_ID } from './tree-keys.js'
import { ask, client } from '../app/the-hub.js'
import { contentOf, fileTimeout } from '../app/hub/file-content.js'

interface Props {
  /** A project's id, or `session:<name>`. */
  readonly root: string
  /** Display name of the root. */
  readonly name: string
  /** Path of the shown file relative to the root; `''` for none. */
  readonly path: string
  readonly onPath: (path: string) => void
  /** True when there is no room for a tree next to a file. */
  readonly slim?: boolean
}

/** Files of a project or a session: a tree and the selected file. */
export function FileManager({ root, name, path, onPath, slim = false }: Props): VNode {
  const box = useRef<HTMLDivElement>(null)
  const shown = useRef(signal(path)).current
  shown.value = path
  const onPathNow = useRef(onPath)
  onPathNow.current = onPath
  const [tree, setTree] = useState<FileTreeState | null>(null)

  useEffect(() => {
    const opened = openFileTree({
      root,
      shown,
      onShow: (file) => onPathNow.current(file),
      onFocus: () => box.current?.querySelector<HTMLElement>('[role=tree]')?.focus({ preventScroll: true }),
      menu: fileMenu,
    })
    if (path !== '') {
      opened.root.reveal(path)
      opened.picked.only(path)
    }
    setTree(opened)
    return opened.close
  }, [root])

  const isSlim = slim || isNarrow.value
  const showsFile = path !== ''
  return (
    <div ref={box} class={`file-manager flex spring ${isSlim ? 'slim' : ''}`}>
      {tree && (!isSlim || !showsFile) && (
        <div class="file-side stack rigid">
          <Tools tree={tree} />
          <FileTree tree={tree} label={name} />
          <Notes tree={tree} />
        </div>
      )}
      {tree && showsFile && <ShownFile tree={tree} path={path} onPath={onPath} isSlim={isSlim} />}
      {tree && !isSlim && !showsFile && <Readme tree={tree} onPath={onPath} />}
    </div>
  )
}

const README = /^readme(?:\.(?:md|markdown|rst|txt))?$/i

/** README of the root while no file is chosen. */
function Readme({ tree, onPath }: Pick<ShownFileProps, 'tree' | 'onPath'>): VNode {
  const entries = tree.root.folders.value.get('')?.entries
  const readme = entries?.find(({ name, type }) => type === 'file' && README.test(name))
  if (readme) return <ShownFile tree={tree} path={readme.name} onPath={onPath} isSlim={false} />
  return <p class="centre-items grid spring faint">{messages.value.chooseFile}</p>
}

function Tools({ tree }: { readonly tree: FileTreeState }): VNode {
  const m = messages.value
  const hidden = hiddenFilesShown.value
  return (
    <div class="file-tools cluster rigid line-below" role="toolbar" aria-label={m.files}>
      <IconButton icon={FilePlus} label={m.newFile} onPress={() => tree.startMaking('file', tree.folderHere())} />
      <IconButton icon={FolderPlus} label={m.newFolder} onPress={() => tree.startMaking('dir', tree.folderHere())} />
      <IconButton
        icon={Upload}
        label={m.uploadHere}
        onPress={() => {
          const folder = tree.folderHere()
          chooseFiles((files) => tree.take(Promise.resolve(files), folder))
        }}
      />
      <span class="spring" />
      <IconButton
        icon={hidden ? Eye : EyeOff}
        label={m.showHiddenFiles}
        pressed={hidden}
        onPress={() => (hiddenFilesShown.value = !hidden)}
      />
    </div>
  )
}

/** Notes above the tree: a pending confirmation, or folders whose changes are not watched. */
function Notes({ tree }: { readonly tree: FileTreeState }): VNode | null {
  const m = messages.value
  const count = tree.picked.paths.value.length
  if (armed.value === TRASH_ID) {
    return (
      <p class="tree-note rigid line-above faint text-1 asks" role="alert">
        {m.trashAgain(m.filesCount(count))}
      </p>
    )
  }
  if (!partlyWatched.value.has(tree.root.id)) return null
  return <p class="tree-note rigid line-above faint text-1">{m.partlyWatched}</p>
}

interface ShownFileProps {
  readonly tree: FileTreeState
  readonly path: string
  readonly onPath: (path: string) => void
  readonly isSlim: boolean
}

function ShownFile({ tree, path, onPath, isSlim }: ShownFileProps): VNode {
  const m = messages.value
  const { root } = tree
  const read = useCallback(
    () => ask(client.readFileContent({ params: { id: root.id }, query: { path }, signal: fileTimeout() }), contentOf),
    [root, path],
  )
  return (
    <div class="file-shown stack fill">
      {isSlim && (
        <button type="button" class="button quiet file-back rigid" onClick={() => onPath('')}>
          <Icon of={ChevronLeft} />
          {m.files}
        </button>
      )}
      <FilePreview key={path} path={path} read={read} revision={root.revision(path)} onFile={onPath} />
    </div>
  )
}
