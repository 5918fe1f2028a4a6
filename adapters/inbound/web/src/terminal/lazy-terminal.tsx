import type { FunctionComponent, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { identityOf } from '../state/identity.js'

interface Props {
  readonly session: string
}

type Page = FunctionComponent<Props>

let loaded: Page | null = null

/** The terminal's script is large: it is fetched when the first terminal opens, and kept. */
export function LazyTerminal({ session }: Props): VNode {
  const m = messages.value
  const [page, setPage] = useState<{ readonly of: Page | null; readonly failed: boolean }>({
    of: loaded,
    failed: false,
  })

  useEffect(() => {
    if (loaded) return
    import('./terminal-page.js').then(
      ({ TerminalPage }) => {
        loaded = TerminalPage
        setPage({ of: TerminalPage, failed: false })
      },
      () => {
        setPage({ of: null, failed: true })
      },
    )
  }, [])

  if (page.failed) {
    return (
      <div class="empty" role="alert">
        <p>{m.chunkFailed}</p>
        <button
          type="button"
          class="button"
          onClick={() => {
            window.location.reload()
          }}
        >
          {m.reload}
        </button>
      </div>
    )
  }
  const Shown = page.of
  return Shown ? (
    <Shown key={identityOf(session)} session={session} />
  ) : (
    <div class="terminal-loading" aria-label={m.loadingTerminal} />
  )
}
