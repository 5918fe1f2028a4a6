import type { VNode } from 'preact'
import { useCallback } from 'preact/hooks'
import { FilePreview } from '../preview/file-preview.js'
import { go } from '../app/router.js'
import { repository, type OpenRepo } from './repo.js'

interface Props {
  readonly repo: OpenRepo
  readonly path: string
  readonly line: number | null
}

/** Current content of a file of the session. */
export function FileView({ repo, path, line }: Props): VNode {
  const read = useCallback(() => repository.file(repo.session(), path), [repo, path])
  return (
    <FilePreview
      path={path}
      read={read}
      revision={repo.revision.value}
      line={line}
      onFile={(other) => {
        go({ page: 'terminal', session: repo.session(), beside: { view: 'file', path: other, line: null } })
      }}
    />
  )
}
