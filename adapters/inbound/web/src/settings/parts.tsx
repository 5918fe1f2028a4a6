import type { ComponentChildren, VNode } from 'preact'

/** Section of the settings page. */
export function Part({ title, children }: { readonly title: string; readonly children: ComponentChildren }): VNode {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

interface LineProps {
  readonly label: string
  readonly hint?: string
  readonly children: ComponentChildren
}

/** Setting with its label, hint and control. */
export function Line({ label, hint, children }: LineProps): VNode {
  return (
    <div class="setting">
      <div>
        <span class="setting-label">{label}</span>
        {hint && <span class="hint">{hint}</span>}
      </div>
      {children}
    </div>
  )
}
