import type { VNode } from 'preact'
import { useCallback } from 'preact/hooks'
import { FilePreview } from '../preview/file-preview.js'
import { go } from '../app/router.js'
import type { OpenRepo } from './repo.js'
import { ask, client } from '../app/the-hub.js'
import { contentOf, fileTimeout } from '../app/hub/file-content.js'

interface Props {
  readonly repo: OpenRepo
  readonly path: string
  readonly line: number | null
}

/** Current content of a file of the session. */
export function FileView({ repo, path, line }: Props): VNode {
  const read = useCallback(
    () =>
      ask(
        client.readSessionFile({ params: { name: repo.session() }, query: { path }, signal: fileTimeout() }),
        contentOf,
      ),
    [repo, path],
  )
  return (
    <FilePreview
      path={path}
      read={read}
      revision={repo.revision.value}
      line={line}
      onFile={(other) =>
        go({ page: 'terminal', session: repo.session(), beside: { view: 'file', path: other, line: null } })
      }
    />
  )
}
