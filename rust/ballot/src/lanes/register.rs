//! Four numbers that are calculated with at once.
//!
//! With AVX2 and FMA they lie in one register. Elsewhere they are arrays: the same results, and slow.

pub use chosen::{Reals, Words};

/// Whether the processor that this was built for has such registers.
pub const FAST: bool = cfg!(all(target_arch = "x86_64", target_feature = "avx2", target_feature = "fma"));

#[cfg(all(target_arch = "x86_64", target_feature = "avx2", target_feature = "fma"))]
mod chosen {
    use safe_arch::{
        add_i64_m256i, add_m256d, bitand_m256i, bitxor_m256d, blend_varying_m256d, cast_to_m256d_from_m256i,
        cast_to_m256i_from_m256d, fused_mul_add_m256d, load_unaligned_m256d, m256d, m256i, mul_u64_low_bits_m256i,
        permute2z_m256d, set_splat_i64_m256i, set_splat_m256d, shl_imm_u64_m256i, shr_imm_u64_m256i, sub_i64_m256i,
        sub_m256d, unpack_hi_m256d, unpack_lo_m256d,
    };

    /// Four numbers of 53 bits with signs.
    #[derive(Clone, Copy)]
    pub struct Reals(m256d);

    /// Four numbers modulo 2^64.
    #[derive(Clone, Copy)]
    pub struct Words(m256i);

    #[allow(missing_docs)] // as below
    impl Reals {
        #[inline(always)]
        pub fn splat(number: f64) -> Self {
            Self(set_splat_m256d(number))
        }

        #[inline(always)]
        pub fn load(numbers: &[f64; 4]) -> Self {
            Self(load_unaligned_m256d(numbers))
        }

        #[inline(always)]
        pub fn store(self) -> [f64; 4] {
            self.0.to_array()
        }

        #[inline(always)]
        pub fn plus(self, other: Self) -> Self {
            Self(add_m256d(self.0, other.0))
        }

        #[inline(always)]
        pub fn subtract(self, other: Self) -> Self {
            Self(sub_m256d(self.0, other.0))
        }

        #[inline(always)]
        pub fn times_plus(self, other: Self, addend: Self) -> Self {
            Self(fused_mul_add_m256d(self.0, other.0, addend.0))
        }

        #[inline(always)]
        pub fn flip(self, signs: Self) -> Self {
            Self(bitxor_m256d(self.0, signs.0))
        }

        #[inline(always)]
        pub fn or_where(self, other: Self, signs: Self) -> Self {
            Self(blend_varying_m256d(self.0, other.0, signs.0))
        }

        #[inline(always)]
        pub fn bits(self) -> Words {
            Words(cast_to_m256i_from_m256d(self.0))
        }

        #[inline(always)]
        pub fn transpose([a, b, c, d]: [Self; 4]) -> [Self; 4] {
            let (low, high) = (unpack_lo_m256d(a.0, b.0), unpack_hi_m256d(a.0, b.0));
            let (low2, high2) = (unpack_lo_m256d(c.0, d.0), unpack_hi_m256d(c.0, d.0));
            [
                Self(permute2z_m256d::<0x20>(low, low2)),
                Self(permute2z_m256d::<0x20>(high, high2)),
                Self(permute2z_m256d::<0x31>(low, low2)),
                Self(permute2z_m256d::<0x31>(high, high2)),
            ]
        }
    }

    #[allow(missing_docs)] // as below
    impl Words {
        #[inline(always)]
        pub fn splat(number: u64) -> Self {
            Self(set_splat_i64_m256i(number.cast_signed()))
        }

        #[inline(always)]
        pub fn plus(self, other: Self) -> Self {
            Self(add_i64_m256i(self.0, other.0))
        }

        #[inline(always)]
        pub fn subtract(self, other: Self) -> Self {
            Self(sub_i64_m256i(self.0, other.0))
        }

        #[inline(always)]
        pub fn and(self, other: Self) -> Self {
            Self(bitand_m256i(self.0, other.0))
        }

        #[inline(always)]
        pub fn times_low(self, other: Self) -> Self {
            Self(mul_u64_low_bits_m256i(self.0, other.0))
        }

        #[inline(always)]
        pub fn up<const BITS: i32>(self) -> Self {
            Self(shl_imm_u64_m256i::<BITS>(self.0))
        }

        #[inline(always)]
        pub fn down<const BITS: i32>(self) -> Self {
            Self(shr_imm_u64_m256i::<BITS>(self.0))
        }

        #[inline(always)]
        pub fn reals(self) -> Reals {
            Reals(cast_to_m256d_from_m256i(self.0))
        }
    }
}

#[cfg(not(all(target_arch = "x86_64", target_feature = "avx2", target_feature = "fma")))]
mod chosen {
    use std::array::from_fn;

    /// Four numbers of 53 bits with signs.
    #[derive(Clone, Copy)]
    pub struct Reals([f64; 4]);

    /// Four numbers modulo 2^64.
    #[derive(Clone, Copy)]
    pub struct Words([u64; 4]);

    impl Reals {
        /// The same number four times.
        pub fn splat(number: f64) -> Self {
            Self([number; 4])
        }

        /// Four numbers.
        pub fn load(numbers: &[f64; 4]) -> Self {
            Self(*numbers)
        }

        /// The four numbers.
        pub fn store(self) -> [f64; 4] {
            self.0
        }

        /// The sums, rounded.
        pub fn plus(self, other: Self) -> Self {
            Self(from_fn(|lane| self.0[lane] + other.0[lane]))
        }

        /// The differences, rounded.
        pub fn subtract(self, other: Self) -> Self {
            Self(from_fn(|lane| self.0[lane] - other.0[lane]))
        }

        /// The products plus something, rounded once.
        pub fn times_plus(self, other: Self, addend: Self) -> Self {
            Self(from_fn(|lane| self.0[lane].mul_add(other.0[lane], addend.0[lane])))
        }

        /// With other signs where `signs` is negative, being 0.0 or -0.0.
        pub fn flip(self, signs: Self) -> Self {
            Self(from_fn(|lane| f64::from_bits(self.0[lane].to_bits() ^ signs.0[lane].to_bits())))
        }

        /// The other numbers where `signs` is negative.
        pub fn or_where(self, other: Self, signs: Self) -> Self {
            Self(from_fn(|lane| if signs.0[lane].is_sign_negative() { other.0[lane] } else { self.0[lane] }))
        }

        /// As they lie in memory.
        pub fn bits(self) -> Words {
            Words(self.0.map(f64::to_bits))
        }

        /// Rows for columns.
        pub fn transpose(rows: [Self; 4]) -> [Self; 4] {
            from_fn(|column| Self(from_fn(|row| rows[row].0[column])))
        }
    }

    impl Words {
        /// The same number four times.
        pub fn splat(number: u64) -> Self {
            Self([number; 4])
        }

        /// The sums.
        pub fn plus(self, other: Self) -> Self {
            Self(from_fn(|lane| self.0[lane].wrapping_add(other.0[lane])))
        }

        /// The differences.
        pub fn subtract(self, other: Self) -> Self {
            Self(from_fn(|lane| self.0[lane].wrapping_sub(other.0[lane])))
        }

        /// The bits that both have.
        pub fn and(self, other: Self) -> Self {
            Self(from_fn(|lane| self.0[lane] & other.0[lane]))
        }

        /// The products of the lower 32 bits.
        pub fn times_low(self, other: Self) -> Self {
            Self(from_fn(|lane| (self.0[lane] & 0xffff_ffff) * (other.0[lane] & 0xffff_ffff)))
        }

        /// Shifted to higher places.
        pub fn up<const BITS: i32>(self) -> Self {
            Self(self.0.map(|word| word << BITS))
        }

        /// Shifted to lower places.
        pub fn down<const BITS: i32>(self) -> Self {
            Self(self.0.map(|word| word >> BITS))
        }

        /// As numbers that lie in memory like this.
        pub fn reals(self) -> Reals {
            Reals(self.0.map(f64::from_bits))
        }
    }
}
