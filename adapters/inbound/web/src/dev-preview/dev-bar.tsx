import { RotateCw } from 'lucide-preact'
import type { VNode } from 'preact'
import { devPreviewTexts } from './dev-preview-texts.js'
import { useDraft } from '../app/drafts.js'
import { pathFrom } from './dev-address.js'
import { IconButton } from '../ui/icon-button.js'
import type { DevPreview } from './dev-preview-state.js'

interface Props {
  readonly preview: DevPreview
}

/** Address bar of the dev server panel. */
export const DevBar = ({ preview }: Props): VNode => <BarAt key={preview.path.value} preview={preview} />

function BarAt({ preview }: Props): VNode {
  const m = devPreviewTexts.value
  const { activePort = null } = preview.config.value ?? {}
  const path = preview.path.value
  const [typed, setTyped] = useDraft('preview-path', path)
  return (
    <form
      class="dev-bar rigid line-below"
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
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <IconButton icon={RotateCw} label={m.reloadPreview} onPress={() => void preview.go(path)} />
    </form>
  )
}
