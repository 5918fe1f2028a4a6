import type { ComponentType, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { nextTask } from '../app/platform/next-task.js'
import { lookForNewVersion, newVersion } from '../app/new-version.js'

type Loaded<Props> = ComponentType<Props> | null

/** Loading state of a page. `failed`: its script could not be loaded. */
interface State<Props> {
  readonly of: Loaded<Props>
  readonly failed: boolean
}

/** Page whose script is loaded on first use. `waiting` is shown until then, `failed` when it cannot be loaded. */
export function lazyPage<Props extends object>(
  fetchPage: () => Promise<ComponentType<Props>>,
  waiting: (props: Props) => VNode | null = () => null,
  failed: (props: Props) => VNode = NotLoaded,
): (props: Props) => VNode | null {
  let loaded: Loaded<Props> = null
  return function LazyPage(props: Props) {
    const [page, setPage] = useState<State<Props>>({ of: loaded, failed: false })

    useEffect(() => {
      if (loaded) return
      // Evaluating the script and drawing the page are two tasks.
      const evaluated = fetchPage().then(async (fetched) => {
        await nextTask()
        return fetched
      })
      evaluated.then(
        (fetched) => {
          loaded = fetched
          setPage({ of: fetched, failed: false })
        },
        () => {
          setPage({ of: null, failed: true })
          // The hub may serve the scripts of another version by now.
          void lookForNewVersion()
        },
      )
    }, [])

    if (page.failed) return failed(props)
    const Shown = page.of
    return Shown ? <Shown {...props} /> : waiting(props)
  }
}

function NotLoaded(): VNode {
  const m = messages.value
  return (
    <div class="empty grid gap-12 faint align-centre centre-items" role="alert">
      <p>{newVersion.value ? m.newVersion : m.chunkFailed}</p>
      <button type="button" class="button" onClick={() => window.location.reload()}>
        {m.reload}
      </button>
    </div>
  )
}
