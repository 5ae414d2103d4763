/** Where a map is looked at from: a point of it in the middle of the window, and pixels per unit. */
export interface View {
  x: number
  y: number
  scale: number
}

export interface Size {
  width: number
  height: number
}

export function toScreen(view: View, size: Size, x: number, y: number): [number, number] {
  return [(x - view.x) * view.scale + size.width / 2, size.height / 2 - (y - view.y) * view.scale]
}

export function toMap(view: View, size: Size, px: number, py: number): [number, number] {
  return [view.x + (px - size.width / 2) / view.scale, view.y - (py - size.height / 2) / view.scale]
}

/** Nearer by a factor, with what is under a pixel staying there. */
export function zoomed(view: View, size: Size, px: number, py: number, factor: number): View {
  const [x, y] = toMap(view, size, px, py)
  const scale = view.scale * factor
  return { x: x - (px - size.width / 2) / scale, y: y + (py - size.height / 2) / scale, scale }
}

export function moved(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x - dx / view.scale, y: view.y + dy / view.scale }
}

/** All points but the farthest two in a thousand on each side, with a margin. */
export function whole(x: Float32Array, y: Float32Array, size: Size): View {
  const [left, right] = ends(x)
  const [bottom, top] = ends(y)
  const scale = Math.min(size.width / Math.max(right - left, 1e-6), size.height / Math.max(top - bottom, 1e-6)) * 0.88
  return { x: (left + right) / 2, y: (bottom + top) / 2, scale }
}

function ends(values: Float32Array): [number, number] {
  if (values.length === 0) return [-1, 1]
  const step = Math.max(1, Math.floor(values.length / 20_000))
  const some = values.filter((_, i) => i % step === 0).sort()
  const cut = Math.floor(some.length * 0.002)
  return [some[cut], some[some.length - 1 - cut]]
}
