import type { ComponentChildren, VNode } from 'preact'
import { routePath, type Route } from '../app/routing/route.js'
import { go, isPlainClick } from '../app/router.js'
import { hubAddress } from '../app/platform/mount.js'

interface Props {
  readonly to: Route
  readonly class?: string
  readonly label?: string
  readonly current?: boolean
  readonly tip?: string | undefined
  readonly onGo?: () => void
  readonly children: ComponentChildren
}

/** Link within the client. Middle click and Ctrl click open a new tab. */
export function Link({ to, label, current, tip, onGo, children, ...rest }: Props): VNode {
  return (
    <a
      href={hubAddress(routePath(to))}
      class={rest.class}
      aria-label={label}
      aria-current={current ? 'page' : undefined}
      data-tip={tip}
      onClick={(event) => {
        if (!isPlainClick(event)) return
        event.preventDefault()
        onGo?.()
        go(to)
      }}
    >
      {children}
    </a>
  )
}
