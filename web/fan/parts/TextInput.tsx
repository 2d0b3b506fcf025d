import type { ComponentProps } from 'react'
import styles from './TextInput.module.css'

/** One line to type in, as wide as its place; `short` is for a sum at the end of a line. */
export function TextInput({
  short = false,
  ...rest
}: Omit<ComponentProps<'input'>, 'className'> & { readonly short?: boolean }) {
  return <input {...rest} className={short ? `${styles.input} ${styles.number}` : styles.input} />
}
