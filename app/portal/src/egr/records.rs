//! The records of the feeds. `dfrom` and `dto` bound the time in which a row holds; `cact` is `+`
//! for the row in force.

use super::date::WireDate;
use super::record::{Entry, record};
use super::reference::{
    ActivityCode, Country, CreationWay, EventKind, Ground, LiquidationWay, PremisesKind, RegisteringBody, RoomKind,
    SettlementKind, Status, StreetKind, SubjectKind, Territory,
};

record! {
    /// `getShortInfo…`: number, status and names.
    pub struct Short {
        /// UNP.
        ngrn: i64,
        /// Registered on.
        dfrom: Option<WireDate>,
        /// Excluded on.
        dto: Option<WireDate>,
        /// Status.
        nsi00219: Option<Status>,
        /// Full name, in Russian.
        vnaim: Option<String>,
        /// Short name.
        vn: Option<String>,
        /// Brand name.
        vfn: Option<String>,
        /// Sole proprietor's surname, name and patronymic.
        vfio: Option<String>,
    }
}

record! {
    /// `getBaseInfo…`: what a company is, since when, registered by whom.
    pub struct Base {
        /// UNP.
        ngrn: i64,
        /// Registered on.
        dfrom: Option<WireDate>,
        /// Excluded on.
        dto: Option<WireDate>,
        /// `+` while in force; not every export has it.
        cact: Option<String>,
        /// Status.
        nsi00219: Option<Status>,
        /// Legal entity or sole proprietor.
        nsi00211: Option<SubjectKind>,
        /// How it came to be.
        nsi00208: Option<CreationWay>,
        /// Number of the decision to register.
        vnrcrt: Option<String>,
        /// The body that registered it.
        nsi00212crt as "nsi00212CRT": Option<RegisteringBody>,
        /// The body that keeps its file now.
        nsi00212: Option<RegisteringBody>,
        /// The body that excluded it.
        nsi00212lkv as "nsi00212LKV": Option<RegisteringBody>,
        /// How it ceased to be.
        nsi00228: Option<LiquidationWay>,
        /// Number of the decision to exclude.
        vnrlkv: Option<String>,
    }
}

record! {
    /// `getJurNames…`: names of a legal entity.
    pub struct JurNames {
        /// UNP.
        ngrn: i64,
        /// First day of the row.
        dfrom: Option<WireDate>,
        /// Day from which the row no longer holds.
        dto: Option<WireDate>,
        /// `+` for the row in force.
        cact: Option<String>,
        /// Full name, in Russian.
        vnaim: Option<String>,
        /// Short name, in Russian.
        vn: Option<String>,
        /// Brand name, in Russian.
        vfn: Option<String>,
        /// Full name, in Belarusian.
        vnaimb: Option<String>,
        /// Short name, in Belarusian.
        vnb: Option<String>,
        /// Brand name, in Belarusian.
        vfnb: Option<String>,
    }
}

record! {
    /// `getIPFIO…`: name of a sole proprietor.
    pub struct IpFio {
        /// UNP.
        ngrn: i64,
        /// First day of the row.
        dfrom: Option<WireDate>,
        /// Day from which the row no longer holds.
        dto: Option<WireDate>,
        /// `+` for the row in force.
        cact: Option<String>,
        /// Surname, name and patronymic, in Russian.
        vfio: Option<String>,
        /// The same in Belarusian.
        vfiob: Option<String>,
    }
}

record! {
    /// `getVED…`: activity.
    pub struct Ved {
        /// UNP.
        ngrn: i64,
        /// First day of the row.
        dfrom: Option<WireDate>,
        /// Day from which the row no longer holds.
        dto: Option<WireDate>,
        /// `+` for the row in force.
        cact: Option<String>,
        /// Activity.
        nsi00114: Option<ActivityCode>,
    }
}

record! {
    /// `getAddress…`: location and contacts. A sole proprietor's are personal data.
    pub struct Address {
        /// UNP.
        ngrn: i64,
        /// First day of the row.
        dfrom: Option<WireDate>,
        /// Day from which the row no longer holds.
        dto: Option<WireDate>,
        /// `+` for the row in force.
        cact: Option<String>,
        /// Country.
        nsi00201: Option<Country>,
        /// Postcode.
        nindex: Option<i64>,
        /// Territorial unit.
        nsi00202: Option<Territory>,
        /// Region.
        vregion: Option<String>,
        /// District.
        vdistrict: Option<String>,
        /// Kind of settlement.
        nsi00239: Option<SettlementKind>,
        /// Settlement.
        vnp: Option<String>,
        /// Kind of street.
        nsi00226: Option<StreetKind>,
        /// Street.
        vulitsa: Option<String>,
        /// House.
        vdom: Option<String>,
        /// Building.
        vkorp: Option<String>,
        /// Room.
        vpom: Option<String>,
        /// Kind of room.
        nsi00227: Option<RoomKind>,
        /// Kind of premises.
        nsi00234: Option<PremisesKind>,
        /// Note.
        vadrprim: Option<String>,
        /// E-mail.
        vemail: Option<String>,
        /// Site.
        vsite: Option<String>,
        /// Telephones.
        vtels: Option<String>,
        /// Fax.
        vfax: Option<String>,
    }
}

record! {
    /// `getEvent…`: something that happened to a company.
    pub struct Event {
        /// Number of the event, beyond 32 bits.
        ngr04004: i64,
        /// UNP.
        ngrn: i64,
        /// Date of the event.
        dfrom: Option<WireDate>,
        /// Cancelled on.
        dto: Option<WireDate>,
        /// Date of the document. The register holds impossible ones.
        ddoc: Option<WireDate>,
        /// Number of the document.
        vdocn: Option<String>,
        /// Term.
        dsrok: Option<WireDate>,
        /// Second term.
        dsrok2: Option<WireDate>,
        /// Note.
        vprim: Option<String>,
        /// Kind of event.
        nsi00223: Option<EventKind>,
        /// Ground.
        nsi00213: Option<Ground>,
        /// The body that recorded the event.
        nsi00212: Option<RegisteringBody>,
        /// The body that decided.
        nsi00212r as "nsi00212R": Option<RegisteringBody>,
        /// The body that issued the document.
        nsi00212d as "nsi00212D": Option<RegisteringBody>,
    }
}

record! {
    /// `getIPtoJur…`: a sole proprietor who became a legal entity.
    pub struct IpToJur {
        /// UNP of the sole proprietor.
        ipngrn: i64,
        /// UNP of the legal entity.
        ulngrn: i64,
        /// Registered on.
        dreg: Option<WireDate>,
    }
}

macro_rules! entry {
    ($($name:ident),*) => { $(
        impl Entry for $name {
            fn ngrn(&self) -> i64 {
                self.ngrn
            }
            fn valid_from(&self) -> Option<WireDate> {
                self.dfrom
            }
            fn valid_to(&self) -> Option<WireDate> {
                self.dto
            }
        }
    )* };
}
entry!(Short, Base, JurNames, IpFio, Ved, Address, Event);

macro_rules! in_force {
    ($($name:ident),*) => { $(
        impl $name {
            /// Whether this is the row in force: marked so or, in exports without the mark, open.
            pub fn is_in_force(&self) -> bool {
                self.cact.as_deref().map_or(self.dto.is_none(), |mark| mark == "+")
            }
        }
    )* };
}
in_force!(JurNames, IpFio, Ved, Address);
