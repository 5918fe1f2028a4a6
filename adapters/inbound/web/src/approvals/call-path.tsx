import '../preview/preview.css'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { homely } from '../app/folders.js'
import { contentOf, fileTimeout } from '../app/hub/file-content.js'
import { projects, readProjects } from '../app/project-list.js'
import { home } from '../app/sessions.js'
import { ask, client } from '../app/the-hub.js'
import { ImagePreview } from '../preview/image-preview.js'
import { VisibleText } from '../ui/visible-text.js'

/** Whole path of a file that a call works on, after the name of its project. */
export function CallPath({ path }: { readonly path: string }): VNode {
  useEffect(() => {
    if (projects.peek() === null) void readProjects()
  }, [])
  const project = projects.value?.find((one) => path.startsWith(`${one.path}/`))
  return (
    <p class="call-path anywhere text-1">
      {project && <span class="faint">{project.displayName} · </span>}
      <span class="mono">
        <VisibleText text={homely(path, home.value)} />
      </span>
    </p>
  )
}

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|bmp|ico|svg)$/i

export const isPicture = (path: string): boolean => PICTURE.test(path)

/** Picture that a call reads. Nothing where the hub does not give it out, or the file is no picture. */
export function CallPicture({ session, path }: { readonly session: string; readonly path: string }): VNode | null {
  const [blob, setBlob] = useState<Blob | null>(null)
  useEffect(() => {
    let isOver = false
    const read = client.readSessionFile({ params: { name: session }, query: { path }, signal: fileTimeout() })
    void ask(read, contentOf).then((answer) => {
      if (!isOver && answer.ok && answer.value.type.startsWith('image/')) setBlob(answer.value.blob)
    })
    return () => {
      isOver = true
    }
  }, [session, path])
  return blob && <ImagePreview blob={blob} name={path.slice(path.lastIndexOf('/') + 1)} />
}
