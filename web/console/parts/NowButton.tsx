import { Button, type ButtonProps } from 'antd'
import styles from './NowButton.module.css'

/** The one thing to do now: the only coral on a screen (screens.md "Colour"). */
export function NowButton(properties: Omit<ButtonProps, 'type' | 'className'>) {
  return <Button {...properties} type="primary" className={styles.now ?? ''} />
}
