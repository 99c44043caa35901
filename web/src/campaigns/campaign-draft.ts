// A campaign as it is being written: fields are text, what is empty says nothing.
import type { Campaign, CampaignKind, CampaignValues, Partner } from '../api/campaigns.js';
import { areSoundDays } from './campaign-days.js';

export interface CampaignDraft {
  name: string;
  kind: CampaignKind;
  from: string;
  to: string;
  ownerCode: string | null;
  areaCodes: readonly string[];
  sessionRule: 'picked' | 'areas';
  isOpen: boolean;
  partners: readonly { readonly name: string; readonly role: string }[];
  label: string;
  notes: string;
  seriesKey: string;
  popularity: string;
  popularitySource: string;
}

export function emptyDraft(day: string, ownerCode: string | null): CampaignDraft {
  return {
    name: '',
    kind: 'own',
    from: day,
    to: day,
    ownerCode,
    areaCodes: ownerCode === null ? [] : [ownerCode],
    sessionRule: 'picked',
    isOpen: false,
    partners: [],
    label: '',
    notes: '',
    seriesKey: '',
    popularity: '',
    popularitySource: '',
  };
}

export function draftOf(campaign: Campaign): CampaignDraft {
  const { name, kind, from, to, ownerCode, areaCodes, sessionRule, isOpen } = campaign;
  return {
    ...{ name, kind, from, to, ownerCode, areaCodes, sessionRule, isOpen },
    partners: campaign.partners.map((partner) => ({ name: partner.name, role: partner.role ?? '' })),
    label: campaign.label ?? '',
    notes: campaign.notes ?? '',
    seriesKey: campaign.seriesKey ?? '',
    popularity: campaign.popularity === null ? '' : String(campaign.popularity),
    popularitySource: campaign.popularitySource ?? '',
  };
}

/** null while something that is needed is missing. */
export function valuesOf(draft: CampaignDraft): CampaignValues | null {
  const { name, kind, from, to, ownerCode, areaCodes, sessionRule, isOpen } = draft;
  if (name.trim() === '' || ownerCode === null || areaCodes.length === 0 || !areSoundDays({ from, to })) return null;
  if (!/^\d{0,15}$/.test(draft.popularity.trim())) return null;
  const partners: Partner[] = draft.partners
    .filter((partner) => partner.name.trim() !== '')
    .map((partner) => ({ name: partner.name.trim(), role: textOrNull(partner.role) }));
  return {
    ...{ name: name.trim(), kind, from, to, ownerCode, areaCodes, sessionRule, isOpen, partners },
    label: textOrNull(draft.label),
    notes: textOrNull(draft.notes),
    seriesKey: textOrNull(draft.seriesKey),
    popularity: draft.popularity.trim() === '' ? null : Number(draft.popularity),
    popularitySource: textOrNull(draft.popularitySource),
  };
}

function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
