import { Segmented, Select } from 'antd'
import type { GroupView } from '../../../../../src/contract/groups.ts'
import { useClub } from '../../../club.tsx'
import { useSubGroups } from '../../../data/groups.ts'
import { useText } from '../../../text.ts'
import { postBounds } from '../bounds.ts'
import styles from './Compose.module.css'
import { Labelled } from './Labelled.tsx'

/** Where a post goes: all groups, some of them, or one sub-group of one. */
export interface Place {
  readonly kind: 'all' | 'groups' | 'subGroup'
  readonly groupIds: readonly string[]
  readonly subGroupId: string | null
}

interface WhereProps {
  readonly place: Place
  readonly onChange: (place: Place) => void
  /** open groups that the account runs */
  readonly groups: readonly GroupView[]
  /** all groups are the main account's to speak to */
  readonly all: boolean
}

/** Chooses where; what the account does not run is not offered. */
export function Where({ place, onChange, groups, all }: WhereProps) {
  const { say } = useText()
  const kinds = all ? (['all', 'groups', 'subGroup'] as const) : (['groups', 'subGroup'] as const)
  const options = groups.map(({ groupId, name, members }) => ({ value: groupId, label: `${name} · ${members}` }))
  const [first] = place.groupIds
  return (
    <div className={styles.fields}>
      <Segmented<Place['kind']>
        value={place.kind}
        onChange={(kind) =>
          onChange({
            kind,
            groupIds: kind === 'subGroup' ? place.groupIds.slice(0, 1) : place.groupIds,
            subGroupId: null,
          })
        }
        options={kinds.map((value) => ({ value, label: say(`groups.compose.where.${value}`) }))}
        aria-label={say('groups.compose.whereLabel')}
      />
      {!all && <p className={styles.hint}>{say('groups.compose.mainOnly')}</p>}
      {place.kind === 'groups' && (
        <Labelled label={say('groups.compose.groups')}>
          {(id) => (
            <Select<string[]>
              id={id}
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              maxCount={postBounds.groupsMost}
              value={[...place.groupIds]}
              onChange={(groupIds) => onChange({ ...place, groupIds })}
              options={options}
              placeholder={say('groups.compose.groupsChoose')}
              style={{ width: '100%' }}
            />
          )}
        </Labelled>
      )}
      {place.kind === 'subGroup' && (
        <div className={styles.pair}>
          <Labelled label={say('groups.compose.group')}>
            {(id) => (
              <Select<string>
                id={id}
                showSearch={{ optionFilterProp: 'label' }}
                value={first ?? null}
                onChange={(groupId) => onChange({ kind: 'subGroup', groupIds: [groupId], subGroupId: null })}
                options={options}
                placeholder={say('groups.compose.groupsChoose')}
                style={{ width: '100%' }}
              />
            )}
          </Labelled>
          {first !== undefined && <SubGroupField groupId={first} place={place} onChange={onChange} />}
        </div>
      )}
    </div>
  )
}

interface SubGroupFieldProps {
  readonly groupId: string
  readonly place: Place
  readonly onChange: (place: Place) => void
}

function SubGroupField({ groupId, place, onChange }: SubGroupFieldProps) {
  const { say } = useText()
  const { ownerId } = useClub()
  const subGroups = useSubGroups(ownerId, groupId)
  return (
    <Labelled label={say('groups.compose.subGroup')}>
      {(id) => (
        <Select<string>
          id={id}
          value={place.subGroupId}
          onChange={(subGroupId) => onChange({ ...place, subGroupId })}
          options={(subGroups.data ?? []).map((sub) => ({
            value: sub.subGroupId,
            label: `${sub.name} · ${sub.members}/${sub.seats}`,
          }))}
          loading={subGroups.isPending}
          placeholder={say('groups.compose.subGroupChoose')}
          notFoundContent={say('groups.compose.noSubGroups')}
          style={{ width: '100%' }}
        />
      )}
    </Labelled>
  )
}
