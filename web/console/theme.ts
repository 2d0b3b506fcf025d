import { theme, type ThemeConfig } from 'antd'
import { palette } from '../shared/palette.ts'

/** `light` or `dark`, as resolved from the person's choice and the system. */
export type Scheme = keyof typeof palette

/**
 * antd in the product's own language (screens.md "Feel"): ink is the acting colour, paper the ground, hairlines instead of shadows. Coral is
 * left to the one thing to do now (`NowButton`), so it is deliberately not `colorPrimary`. `still`, for who
 * asks for less motion, turns antd's own off.
 */
export function consoleTheme(scheme: Scheme, still: boolean): ThemeConfig {
  const colours = palette[scheme]
  const acting = colours.text
  const onActing = colours.paper
  return {
    algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: acting,
      colorInfo: acting,
      colorLink: acting,
      colorLinkHover: colours.text2,
      colorLinkActive: colours.text,
      colorSuccess: colours.good,
      colorWarning: colours.warn,
      colorError: colours.bad,
      colorTextBase: colours.text,
      colorBgBase: colours.paper,
      colorText: colours.text,
      colorTextSecondary: colours.text2,
      colorTextTertiary: colours.text3,
      colorTextDescription: colours.text2,
      colorTextPlaceholder: colours.text3,
      colorBgContainer: colours.paper,
      colorBgElevated: colours.raised,
      colorBgLayout: colours.ground,
      colorBorder: colours.line,
      colorBorderSecondary: colours.line,
      colorTextLightSolid: onActing,
      fontFamily: 'var(--face)',
      fontSize: 14,
      fontSizeHeading1: 24,
      borderRadius: 8,
      borderRadiusLG: 14,
      borderRadiusSM: 6,
      controlHeight: 36,
      controlHeightLG: 44,
      controlHeightSM: 28,
      controlOutline: 'transparent',
      lineWidthFocus: 2,
      motionDurationFast: '0.12s',
      motionDurationMid: '0.18s',
      motionDurationSlow: '0.22s',
      boxShadow: 'none',
      wireframe: false,
      motion: !still,
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        primaryColor: onActing,
        solidTextColor: onActing,
        fontWeight: 500,
        paddingInline: 16,
        defaultBg: colours.paper,
        borderColorDisabled: colours.line,
      },
      Input: { activeShadow: 'none', errorActiveShadow: 'none' },
      Select: { optionSelectedBg: colours.ground, optionActiveBg: colours.ground, optionSelectedFontWeight: 600 },
      Segmented: {
        trackBg: colours.ground,
        itemSelectedBg: colours.paper,
        itemSelectedColor: colours.text,
        itemColor: colours.text2,
        trackPadding: 3,
      },
      Drawer: { paddingLG: 24, colorBgElevated: colours.paper },
      Modal: { titleFontSize: 18, contentBg: colours.raised, headerBg: colours.raised },
      Form: { labelColor: colours.text2, verticalLabelPadding: '0 0 6px' },
      Tooltip: { colorBgSpotlight: colours.ink, colorTextLightSolid: '#ffffff', fontSize: 13 },
      // an unlit switch holds a word too: white on it in light, ink in dark
      Switch: {
        colorPrimary: colours.good,
        colorPrimaryHover: colours.good,
        colorTextQuaternary: colours.text3,
        colorTextTertiary: colours.text2,
      },
      Message: { contentBg: colours.ink, colorText: '#ffffff', contentPadding: '10px 16px' },
      Skeleton: { gradientFromColor: colours.line, gradientToColor: colours.ground },
    },
  }
}
