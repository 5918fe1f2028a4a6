import { RotateCw } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { pathFrom } from './dev-address.js'
import { IconButton } from '../ui/icon-button.js'
import type { DevPreview } from './dev-preview-state.js'

/** Address bar of the dev server panel. */
export function DevBar({ preview }: { readonly preview: DevPreview }): VNode {
  const m = messages.value
  const { activePort = null } = preview.config.value ?? {}
  const path = preview.path.value
  const [typed, setTyped] = useState(path)
  useEffect(() => {
    setTyped(path)
  }, [path])
  return (
    <form
      class="dev-bar"
      onSubmit={(event) => {
        event.preventDefault()
        void preview.go(pathFrom(typed))
      }}
    >
      <button
        type="button"
        class="button mono"
        aria-label={m.changePort(activePort ?? 0)}
        data-tip={m.changePort(activePort ?? 0)}
        onClick={preview.chooseAnew}
      >
        {activePort ?? '…'}
      </button>
      <input
        class="field mono"
        aria-label={m.previewPath}
        spellcheck={false}
        autocomplete="off"
        value={typed}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value)
        }}
      />
      <IconButton
        icon={RotateCw}
        label={m.reloadPreview}
        onPress={() => {
          void preview.go(path)
        }}
      />
    </form>
  )
}
