//! Reference objects: a code, its label and the register's own id of the row, named after the
//! directory (НСИ) they come from.

use super::record::record;

/// An entry of one of the register's directories.
pub trait Reference: Sized {
    /// An entry from its code, its label and the register's id of the row, if known.
    fn of(code: i64, label: impl Into<String>, id: Option<i64>) -> Self;
    /// The code, stable between versions of the directory.
    fn code(&self) -> Option<i64>;
    /// The label in Russian.
    fn label(&self) -> Option<&str>;
    /// The register's own id of the row.
    fn id(&self) -> Option<i64>;
}

macro_rules! reference {
    (
        $(#[$doc:meta])*
        $name:ident { $code:ident, $label:ident, $id:ident $(, $more:ident)? }
    ) => {
        record! {
            $(#[$doc])*
            pub struct $name {
                /// Code.
                $code: Option<i64>,
                /// Label, in Russian.
                $label: Option<String>,
                /// The register's own id of the row.
                $id: Option<i64>,
                $(
                    /// A second number that the register keeps beside the code.
                    $more: Option<i64>,
                )?
            }
        }

        impl Reference for $name {
            fn of(code: i64, label: impl Into<String>, id: Option<i64>) -> Self {
                Self { $code: Some(code), $label: Some(label.into()), $id: id, ..Self::default() }
            }
            fn code(&self) -> Option<i64> {
                self.$code
            }
            fn label(&self) -> Option<&str> {
                self.$label.as_deref()
            }
            fn id(&self) -> Option<i64> {
                self.$id
            }
        }
    };
}

reference! {
    /// Status: 1 active, 2 excluded, 3 in liquidation, 4 bankrupt …
    Status { nksost, vnsostk, nsi00219 }
}
reference! {
    /// Kind of subject: 1 legal entity, 2 sole proprietor.
    SubjectKind { nkvob, vnvobp, nsi00211 }
}
reference! {
    /// How the subject came to be.
    CreationWay { nkscrt, vnscrtp, nsi00208 }
}
reference! {
    /// Registering body or another authority.
    RegisteringBody { nkuz, vnuzp, nsi00212 }
}
reference! {
    /// How the subject ceased to be.
    LiquidationWay { nkslkv, vnslkvp, nsi00228 }
}
reference! {
    /// Country; 112 is Belarus.
    Country { nkstran, vnstranp, nsi00201 }
}
reference! {
    /// Territorial unit: its code is the ten-digit SOATO, beyond 32 bits.
    Territory { nksoato, vnsfull, nsi00202, objectnumber }
}
reference! {
    /// Kind of settlement (`г.`, `аг.`).
    SettlementKind { nktnp, vntnpk, nsi00239 }
}
reference! {
    /// Kind of street (`ул.`, `пер.`).
    StreetKind { nktul, vntulk, nsi00226 }
}
reference! {
    /// Kind of room (`каб.`, `кв.`).
    RoomKind { nktpom, vntpomk, nsi00227 }
}
reference! {
    /// Kind of premises: 4 non-residential.
    PremisesKind { nkvpom, vnvpom, nsi00234 }
}
reference! {
    /// Kind of event; 21700 is a notice that the head was appointed or replaced.
    EventKind { nkop, vnop, nsi00223 }
}
reference! {
    /// Ground of an event.
    Ground { nkosn, vnosn, nsi00213 }
}

record! {
    /// Activity by the national classification (ОКЭД); its code is text, since it may begin with 0.
    pub struct ActivityCode {
        /// Code.
        vkvdn: Option<String>,
        /// Title, in Russian.
        vnvdnp: Option<String>,
        /// The register's own id of the row.
        nsi00114: Option<i64>,
    }
}
