import type { VNode } from 'preact'

/** Logo: a house with a prompt. */
export function Mark({ size = 20 }: { readonly size?: number }): VNode {
  return (
    <svg class="mark" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path
        d="M3.5 10.2 12 3l8.5 7.2V20a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1Z"
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linejoin="round"
      />
      <path
        d="m8 11.6 3 2.7-3 2.7M13 17h3.4"
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
