import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { frameElement } from '../shell/frame.ts'

/** Puts something over everything in the phone, sheets included. */
export function Overlay({ children }: { readonly children: ReactNode }) {
  return createPortal(children, frameElement())
}
