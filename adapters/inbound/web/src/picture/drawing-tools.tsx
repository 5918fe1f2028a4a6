import { MoveUpRight, PenLine, Redo2, Square, Type, Undo2, type LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { COLOURS, redo, TOOLS, undo, type Colour, type Drawing, type Tool } from './annotation.js'
import { IconButton } from '../ui/icon-button.js'
import { INK } from './paint.js'

interface Props {
  readonly tool: Tool
  readonly colour: Colour
  readonly drawing: Drawing
  readonly onTool: (tool: Tool) => void
  readonly onColour: (colour: Colour) => void
  readonly onDrawing: (drawing: Drawing) => void
}

const SIGNS: Readonly<Record<Tool, LucideIcon>> = { arrow: MoveUpRight, box: Square, pen: PenLine, text: Type }

/** Selection of tool and colour, undo and redo. */
export function DrawingTools({ tool, colour, drawing, onTool, onColour, onDrawing }: Props): VNode {
  const m = messages.value
  const names: Readonly<Record<Tool, string>> = {
    arrow: m.toolArrow,
    box: m.toolBox,
    pen: m.toolPen,
    text: m.toolText,
  }
  return (
    <div class="drawing-tools cluster wrap rigid" role="toolbar" aria-label={m.tools}>
      <span class="segments" role="group" aria-label={m.tools}>
        {TOOLS.map((one) => (
          <IconButton
            key={one}
            icon={SIGNS[one]}
            label={names[one]}
            pressed={tool === one}
            onPress={() => onTool(one)}
          />
        ))}
      </span>
      <span class="swatches flex gap-2" role="group" aria-label={m.colour}>
        {COLOURS.map((one) => (
          <button
            key={one}
            type="button"
            class="swatch bare round pressable"
            style={{ '--ink': INK[one] }}
            aria-label={m.colours[one]}
            aria-pressed={colour === one}
            data-tip={m.colours[one]}
            onClick={() => onColour(one)}
          />
        ))}
      </span>
      <span class="spring" />
      <IconButton
        icon={Undo2}
        label={m.undo}
        shortcut="Ctrl Z"
        disabled={drawing.shapes.length === 0}
        onPress={() => onDrawing(undo(drawing))}
      />
      <IconButton
        icon={Redo2}
        label={m.redo}
        shortcut="Ctrl Shift Z"
        disabled={drawing.undone.length === 0}
        onPress={() => onDrawing(redo(drawing))}
      />
    </div>
  )
}
