import type { VNode } from 'preact'
import { go } from '../app/router.js'
import { shown } from '../app/sessions.js'
import { lazyPage } from '../ui/lazy-page.js'

const Files = lazyPage(async () => (await import('../files/file-manager.js')).FileManager)

interface Props {
  readonly session: string
  readonly path: string
}

/** Files of the folder that a session runs in. */
export function SessionFiles({ session, path }: Props): VNode {
  return (
    <Files
      slim
      root={`session:${session}`}
      name={shown(session)}
      path={path}
      onPath={(file) => go({ page: 'terminal', session, beside: { view: 'files', path: file } })}
    />
  )
}
